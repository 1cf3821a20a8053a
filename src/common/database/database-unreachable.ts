import { ServiceUnavailable } from '../errors/api-error.js';

const RETRY_AFTER_SECONDS = 2;

/** The message while MongoDB is away. */
export function databaseUnreachable(): ServiceUnavailable {
  return new ServiceUnavailable('The database is not reachable; try again shortly.', RETRY_AFTER_SECONDS);
}
