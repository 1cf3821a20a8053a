import { isNativeError } from 'node:util/types';
import mongoose from 'mongoose';
import { isTooLarge } from '../bson/is-too-large.js';
import { type ApiError, ServiceUnavailable } from '../errors/api-error.js';
import { documentTooLarge } from '../errors/document-too-large.js';
import { readTooSlow } from './database-late.js';
import { databaseUnreachable } from './database-unreachable.js';
import { DUPLICATE_KEY, toConflict } from './duplicate-key.js';
import { isAway } from './is-away.js';
import { faultsBehind, type Fault } from './faults-behind.js';

const MAX_TIME_EXPIRED = 50;

/** The labels of a failure that the next attempt may not meet: another write was in the way, or the server is not what it was. */
const TRANSIENT = ['TransientTransactionError', 'RetryableWriteError', 'UnknownTransactionCommitResult'] as const;

/** The failure a client may read behind an error of the driver or Mongoose; undefined for anything else, which is a bug. */
export function toDatabaseApiError(error: unknown): ApiError | undefined {
  if (!isNativeError(error)) return undefined;
  const faults = faultsBehind(error);
  if (faults.some(isUnconfirmed))
    return new ServiceUnavailable('The write was not confirmed as MONGO_WRITE_CONCERN asks; it may have been done.', 2);
  if (faults.some(isAway)) return databaseUnreachable();
  if (isTooLarge(error)) return documentTooLarge();
  if (!(error instanceof mongoose.mongo.MongoError)) return undefined;
  if (error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY) return toConflict(error);
  if (isOutOfTime(error)) return readTooSlow();
  if (!TRANSIENT.some((label) => error.hasErrorLabel(label))) return undefined;
  return new ServiceUnavailable('The database could not finish it; try again shortly.', 2);
}

/** Whether the database itself stopped an operation, because it took longer than it was allowed to. */
export function isOutOfTime(error: unknown): boolean {
  return isNativeError(error) && faultsBehind(error).some(({ code }) => code === MAX_TIME_EXPIRED);
}

/** The driver names both of its classes so; one of them is not exported. */
function isUnconfirmed(fault: Fault): boolean {
  return fault instanceof mongoose.mongo.MongoWriteConcernError || fault.constructor.name === 'WriteConcernError';
}
