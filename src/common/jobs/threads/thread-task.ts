import type { MessagePort } from 'node:worker_threads';
import type { JobContext } from '../job-handler.js';
import type { Failure } from '../running/failure.js';

/** A job as a worker thread gets it. */
export interface ThreadTask {
  /** The URL of the module with the work. */
  readonly module: string;
  readonly input: object;
  readonly job: JobContext['job'];
  readonly mongoUri: string;
  /** Progress goes up; whatever comes down aborts. */
  readonly port: MessagePort;
}

/** The content of a message with progress. */
export type ThreadReport = readonly [fraction: number, message?: string];

/** The outcome of a thread: an error has lost its prototype on the way. */
export type ThreadOutcome = { readonly result: unknown } | { readonly failure: Failure };
