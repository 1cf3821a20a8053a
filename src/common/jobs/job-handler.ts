import type mongoose from 'mongoose';
import type { Issues } from '../errors/api-error.js';

/** The states of a job; the last three are for good. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** The reason why a job failed, for its client. */
export interface JobError {
  readonly message: string;
  /** As in `_issues` of a rejected request. */
  readonly issues?: Issues;
}

/** A job as it is stored now. */
export interface JobInfo<Input = unknown, Result = unknown> {
  /** Hex text. */
  readonly id: string;
  readonly type: string;
  readonly state: JobState;
  /** How many times it was claimed: the fencing token of every write. */
  readonly attempt: number;
  readonly input: Input;
  readonly progress: { readonly fraction: number; readonly message?: string };
  /** Of a job that has succeeded. */
  readonly result?: Result;
  /** Of a job that has failed. */
  readonly error?: JobError;
}

/** The surroundings of one attempt. */
export interface JobContext {
  readonly job: { readonly id: string; readonly attempt: number };
  /**
   * Says how far the attempt is; it is written a few times a second, however often it is called.
   * @param fraction 0 to 1
   */
  readonly report: (fraction: number, message?: string) => void;
  /** Aborted when the job is cancelled, when another process has taken it, and when this one stops. */
  readonly signal: AbortSignal;
}

/** The surroundings of an attempt in a worker thread. */
export interface ThreadContext extends JobContext {
  /**
   * The bytes of a GridFS file, straight from the database: how large inputs reach a thread.
   * @param id hex text
   * @param bucket `fs` unless given
   */
  readonly readFile: (id: string, bucket?: string) => AsyncIterable<Uint8Array>;
  /** The thread's own connection to the database, opened when it is first asked for and kept with the thread. For reading: effects belong in `commit`. */
  readonly database: () => Promise<mongoose.mongo.Db>;
}

/** The default export of a module that runs in a worker thread. */
export type ThreadWork<Input, Result> = (input: Input, context: ThreadContext) => Promise<Result>;

/**
 * A type of job: a class with `@Job`, made by Nest with what its constructor asks for. What it throws decides what follows: an
 * `ApiError` fails the job for good, in its words; anything else, and `ServiceUnavailable`, is tried again.
 */
export interface JobHandler<Input = never, Result = unknown> {
  /** The work of a job without a `thread`, in the main thread. What it writes must be idempotent: an attempt that dies is followed by another. */
  run?(input: Input, context: JobContext): Promise<Result>;

  /**
   * The effect of the job, in the main thread, before it counts as succeeded. The result was fixed by a fenced write before: all
   * calls for one job, of which there are several only where a process died or it threw, get the same result and the same
   * `job.id`; done twice it must be as if it were done once.
   */
  commit?(result: Result, job: JobInfo<Input>): Promise<void>;

  /** The part of the result that is kept and shown once it is committed; all of it unless given. */
  publicResult?(result: Result): unknown;

  /** The job has failed for good or was cancelled; done twice it must be as if it were done once. */
  ended?(job: JobInfo<Input>): Promise<void>;
}

/** The declaration of a type of job. */
export interface JobOptions<Input extends object> {
  /** Its name, unique in the service. */
  readonly type: string;
  /** Its input: a class with class-validator's rules; members without a rule are rejected. */
  readonly input: new () => Input;
  /** The module that runs in a worker thread: `new URL('./train.thread.js', import.meta.url)`; `run` in the main thread unless given. */
  readonly thread?: URL;
  /** Most attempts; JOBS_ATTEMPTS unless given. */
  readonly attempts?: number;
}
