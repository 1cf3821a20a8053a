import type { ThreadContext, ThreadWork } from '../job-handler.js';
import { toFailure } from '../running/failure.js';
import type { ThreadOutcome, ThreadReport, ThreadTask } from './thread-task.js';
import { connect, readFile } from './thread-database.js';

/** The side of a job that runs in a worker thread: the only module piscina loads there. */
export default async function runInThread(task: ThreadTask): Promise<ThreadOutcome> {
  const { module, input, job, mongoUri, port } = task;
  const controller = new AbortController();
  port.once('message', (reason: string) => {
    controller.abort(new Error(reason));
  });
  port.unref();
  const context: ThreadContext = {
    job,
    signal: controller.signal,
    report: (...report: ThreadReport) => {
      port.postMessage(report);
    },
    readFile: (id, bucket) => readFile(mongoUri, id, bucket),
    database: () => connect(mongoUri),
  };
  try {
    const { default: work } = (await import(module)) as { readonly default: ThreadWork<object, unknown> };
    return { result: await work(input, context) };
  } catch (error) {
    return { failure: toFailure(error) };
  } finally {
    port.close();
  }
}
