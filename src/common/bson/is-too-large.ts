import { isNativeError } from 'node:util/types';
import mongoose from 'mongoose';

/** Bytes of the largest document that MongoDB stores. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/** BSONObjectTooLarge; a document that an update or an upsert would make so; a list of values to answer with that would be. */
const TOO_LARGE: ReadonlySet<unknown> = new Set([10334, 17419, 17420, 17217]);

/** The message of MongoDB with a code that it has for anything, and that of the driver before it sends a list. */
const WORDS = /object to insert too large|^Document is larger than the maximum size/;

/** The driver writes into a buffer a little larger than a document can be, and Node says that it is at its end. */
const BUFFER_END = /out of (?:range|bounds)/;
const IN_SERIALIZER = /[\\/]node_modules[\\/]bson[\\/]/;

/** Whether an error says that a document, or a query, is larger than MongoDB takes: the server's, the driver's or its serializer's. */
export function isTooLarge(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const { MongoServerError, MongoInvalidArgumentError } = mongoose.mongo;
  if (error instanceof MongoServerError) return TOO_LARGE.has(error.code) || WORDS.test(error.message);
  if (error instanceof MongoInvalidArgumentError) return WORDS.test(error.message);
  return error.name === 'RangeError' && BUFFER_END.test(error.message) && IN_SERIALIZER.test(error.stack ?? '');
}
