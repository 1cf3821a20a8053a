import mongoose from 'mongoose';
import type { Fault } from './faults-behind.js';

/** Codes of a server that is none (any more) for what it was asked: the driver's own list of what it would try again, and its like. */
const SERVER_AWAY: ReadonlySet<unknown> = new Set([
  ...[10107, 13435, 13436, 189, 11602, 10058], // not primary, or not any more
  ...[91, 11600], // shutting down
  ...[6, 7, 89, 9001, 262, 133, 134], // a host behind it cannot be reached in time
  ...[63, 150, 13388, 234], // a router whose map is old
  ...[43, 251, 225], // it does not know a cursor or a transaction that it gave: it was started again
]);

/** Node's own errors of connections, which the driver does not wrap wherever it meets them. */
const CONNECTION_CODES: ReadonlySet<unknown> = new Set([
  ...['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED'],
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
]);

/** Names, because some of the classes are not exported: what is over, or was cut off, because its connection was. */
const AWAY_NAMES: ReadonlySet<unknown> = new Set([
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoStalePrimaryError',
  'MongoTransactionError',
  'MongoExpiredSessionError',
  'MongoUnexpectedServerResponseError',
]);

/** Mongoose has one class for everything; these are its words for "not connected". */
const MONGOOSE_AWAY =
  /before initial connection is complete|buffering timed out|Connection was force closed|initial connection/;

/** Whether a fault says that the database cannot be reached, was lost on the way, or is going away. */
export function isAway(fault: Fault, place: number): boolean {
  const { mongo } = mongoose;
  if (fault instanceof mongo.MongoNetworkError || fault instanceof mongo.MongoServerSelectionError) return true;
  if (fault instanceof mongo.MongoNotConnectedError || fault instanceof mongo.MongoTopologyClosedError) return true;
  if (fault instanceof mongo.MongoServerClosedError || fault instanceof mongo.MongoClientClosedError) return true;
  if (fault instanceof mongo.MongoOperationTimeoutError) return true;
  if (fault instanceof mongoose.Error.MongooseServerSelectionError) return true;
  if (fault instanceof mongoose.Error && MONGOOSE_AWAY.test(fault.message)) return true;
  if (fault instanceof Error && AWAY_NAMES.has(fault.name)) return true;
  if (SERVER_AWAY.has(fault.code)) return true;
  return CONNECTION_CODES.has(fault.code) && (place > 0 || isOfOpenSocket(fault));
}

/** An error that is not wrapped at all may be of a connection to something else, or to a client: the driver wraps those of its own connecting. */
function isOfOpenSocket(fault: Fault): boolean {
  if (fault.code === 'EPIPE') return true;
  const call: unknown = Reflect.get(fault, 'syscall');
  return call === 'read' || call === 'write';
}
