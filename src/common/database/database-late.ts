import { ServiceUnavailable } from '../errors/api-error.js';

const RETRY_AFTER_SECONDS = 2;

/** An operation has not begun in time, because too many were at work: nothing was done. */
export function databaseBusy(): ServiceUnavailable {
  return new ServiceUnavailable('The database has too much to do; try again shortly.', RETRY_AFTER_SECONDS);
}

/** A read was not done in time. */
export function readTooSlow(): ServiceUnavailable {
  return new ServiceUnavailable('The database took too long; try again shortly.', RETRY_AFTER_SECONDS);
}

/** A write was not done in time, and may be done later, in part, or never. */
export function writeTooSlow(): ServiceUnavailable {
  return new ServiceUnavailable(
    'The database took too long; the write may have been done. Read what is there, or repeat it with If-Match, which is safe.',
    RETRY_AFTER_SECONDS,
  );
}
