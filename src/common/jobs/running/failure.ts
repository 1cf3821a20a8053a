import { inspect, types } from 'node:util';
import { ApiError } from '../../errors/api-error.js';
import type { JobError } from '../job-handler.js';

const UNAVAILABLE = 503;

/** An attempt that has failed, as it comes out of a worker thread, too. */
export interface Failure {
  /** For the client. */
  readonly error: JobError;
  /** Whether another attempt may do better. */
  readonly isPassing: boolean;
  /** For the log: the error was not expected. */
  readonly cause?: string;
}

/** A thrown value → what becomes of the attempt. Only an expected failure reports its message. */
export function toFailure(thrown: unknown): Failure {
  if (!(thrown instanceof ApiError)) return unexpected(thrown);
  const { message, issues, status } = thrown;
  return { error: { message, ...(issues && { issues }) }, isPassing: status === UNAVAILABLE };
}

function unexpected(thrown: unknown): Failure {
  const cause = types.isNativeError(thrown) ? (thrown.stack ?? thrown.message) : inspect(thrown);
  const message = 'The job failed by an internal error; the log of the service has it under the id of the job.';
  return { error: { message }, isPassing: true, cause };
}

/** A failure for good, in words. */
export function failure(message: string, issues?: JobError['issues']): Failure {
  return { error: { message, ...(issues && { issues }) }, isPassing: false };
}
