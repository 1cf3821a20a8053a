import type mongoose from 'mongoose';
import type { JobError, JobInfo, JobState } from '../job-handler.js';

/** A job as it lies in the database, beside the dates that every document of a resource has. */
export interface StoredJob {
  readonly _id: mongoose.mongo.ObjectId;
  readonly type: string;
  readonly input: unknown;
  /** Who started it, as far as its limit goes. */
  readonly client?: string;
  readonly state: JobState;
  /** Claims so far: the fencing token. */
  readonly attempt: number;
  /** Claims that do not count, because their process stopped. */
  readonly released: number;
  /** Most claims that count. */
  readonly attempts: number;
  readonly progress: number;
  readonly message?: string;
  /**
   * When it is to be claimed: a queued job's turn, the end of the lease of a running one. Absent where nothing is left to do. All that
   * a claim asks for, so that one index with one field finds it.
   */
  readonly due_at?: Date;
  /** Whether the result is fixed, and only its effect is missing. */
  readonly fixed?: boolean;
  readonly result?: unknown;
  readonly error?: JobError;
  readonly worker?: string;
  readonly started_at?: Date;
  readonly ended_at?: Date;
  readonly expires_at?: Date;
}

/** The fence: every write of an attempt filters on it. */
export interface Fence {
  readonly id: mongoose.mongo.ObjectId;
  readonly attempt: number;
}

/** As features see it. */
export function toJobInfo(job: StoredJob): JobInfo {
  const { type, state, attempt, input, progress: fraction, message, result, error } = job;
  return {
    id: job._id.toHexString(),
    type,
    state,
    attempt,
    input,
    progress: { fraction, ...(message !== undefined && { message }) },
    ...(state === 'succeeded' && { result }),
    ...(error !== undefined && { error }),
  };
}

/** Whether nothing will become of it any more. */
export function hasEnded({ state }: Pick<StoredJob, 'state'>): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
