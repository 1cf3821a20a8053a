import mongoose from 'mongoose';
import { type ApiError, ServiceUnavailable } from '../errors/api-error.js';
import { readTooSlow } from './database-late.js';
import { databaseUnreachable } from './database-unreachable.js';
import { DUPLICATE_KEY, toConflict } from './duplicate-key.js';

const MAX_TIME_EXPIRED = 50;

/** Server codes of the driver's own list of "not primary", "shutting down" and network failures between servers. */
const SERVER_AWAY: ReadonlySet<unknown> = new Set([
  ...[10107, 13435, 13436, 189, 11602, 10058], // not primary, or not any more
  ...[91, 11600], // shutting down
  ...[6, 7, 89, 9001, 262], // a host behind it cannot be reached in time
]);

/** Names of driver errors that are exported by no name, or whose class says less than their name. */
const AWAY_NAMES: ReadonlySet<string> = new Set([
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'MongoStalePrimaryError',
]);

/** Mongoose has one class for everything; these are its words for "not connected". */
const MONGOOSE_AWAY =
  /before initial connection is complete|buffering timed out|Connection was force closed|initial connection/;

/** The failure a client may read behind an error of the driver or Mongoose; undefined for anything else, which is a bug. */
export function toDatabaseApiError(error: unknown): ApiError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isAway(error)) return databaseUnreachable();
  if (!(error instanceof mongoose.mongo.MongoServerError)) return undefined;
  if (error instanceof mongoose.mongo.MongoWriteConcernError)
    return new ServiceUnavailable('The write was not confirmed as MONGO_WRITE_CONCERN asks; it may have been done.', 2);
  if (error.code === DUPLICATE_KEY) return toConflict(error);
  if (isOutOfTime(error)) return readTooSlow();
  return SERVER_AWAY.has(error.code) ? databaseUnreachable() : undefined;
}

/** Whether the database itself stopped an operation, because it took longer than it was allowed to. */
export function isOutOfTime(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === MAX_TIME_EXPIRED;
}

function isAway(error: Error): boolean {
  const { mongo } = mongoose;
  if (error instanceof mongo.MongoNetworkError || error instanceof mongo.MongoServerSelectionError) return true;
  if (error instanceof mongo.MongoNotConnectedError || error instanceof mongo.MongoTopologyClosedError) return true;
  if (error instanceof mongo.MongoServerClosedError || error instanceof mongo.MongoClientClosedError) return true;
  if (error instanceof mongo.MongoOperationTimeoutError || AWAY_NAMES.has(error.name)) return true;
  if (error instanceof mongoose.Error.MongooseServerSelectionError) return true;
  return error instanceof mongoose.Error && MONGOOSE_AWAY.test(error.message);
}
