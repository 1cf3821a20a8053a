import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { Piscina } from 'piscina';
import { Settings } from '../../../config/settings.js';
import { ConnectionKeeper } from '../../database/connection-keeper.js';
import type { JobContext } from '../job-handler.js';
import { THREAD_FLAGS } from './thread-options.js';
import type { ThreadOutcome, ThreadReport, ThreadTask } from './thread-task.js';

/** Milliseconds that an aborted job has to end by itself; a quarter of the time in which the process stops at the most. */
const GRACE = 1_000;
/** Milliseconds after which a thread that has nothing to do ends. */
const IDLE = 60_000;

/** The worker threads of this process, JOBS_THREADS at the most; none before a job needs one. */
@Injectable()
export class JobThreads {
  private pool: Promise<Piscina> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly keeper: ConnectionKeeper,
  ) {}

  /**
   * Runs a module's default export in a thread. Throws what it threw, as a `Failure`. Where the signal is aborted the thread is reported,
   * and ended if that does not help.
   */
  async run(module: URL, input: object, { job, report, signal }: JobContext): Promise<unknown> {
    const pool = await (this.pool ??= this.open());
    const { port1: port, port2 } = new MessageChannel();
    const killer = new AbortController();
    const task: ThreadTask = { module: module.href, input: { ...input }, job, mongoUri: this.keeper.uri, port: port2 };
    port.on('message', (progress: ThreadReport) => {
      report(...progress);
    });
    const ended = abortWith(signal, () => {
      port.postMessage(String(signal.reason));
      return setTimeout(
        () => {
          killer.abort();
        },
        Math.min(GRACE, this.settings.shutdownTimeoutMs / 4),
      );
    });
    try {
      const outcome = (await pool.run(task, { transferList: [port2], signal: killer.signal })) as ThreadOutcome;
      if ('result' in outcome) return outcome.result;
      throw Object.assign(new Error(outcome.failure.error.message), outcome.failure);
    } finally {
      ended();
      port.close();
    }
  }

  /** Ends all threads, whatever they do. */
  async close(): Promise<void> {
    const pool = await this.pool;
    await pool?.destroy();
  }

  /** Loaded only where there is a job: it takes memory and time. */
  private async open(): Promise<Piscina> {
    const { Piscina } = (await import('piscina')).default;
    return new Piscina({
      filename: fileURLToPath(new URL('./run-in-thread.js', import.meta.url)),
      minThreads: 0,
      maxThreads: this.settings.jobsThreads,
      idleTimeout: IDLE,
      atomics: 'disabled', // an idle thread has a connection to look after
      ...(THREAD_FLAGS.length > 0 && { execArgv: [...process.execArgv, ...THREAD_FLAGS] }),
    });
  }
}

/** @param warn what is done first. @returns what ends it */
function abortWith(signal: AbortSignal, warn: () => NodeJS.Timeout): () => void {
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    timer = warn();
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
}
