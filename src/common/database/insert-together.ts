import mongoose from 'mongoose';
import { isTooLarge } from '../bson/is-too-large.js';
import { DUPLICATE_KEY } from './duplicate-key.js';
import type { RawDocument, WriteOptions } from './operation-options.js';

type Options = WriteOptions & Pick<mongoose.mongo.BulkWriteOptions, 'maxTimeMS'>;

/**
 * Inserts documents that have nothing to do with each other, by one command.
 *
 * @returns the places of those that were not inserted, for reasons of their own. Throws what is the fault of none of them.
 */
export async function insertTogether(
  collection: mongoose.mongo.Collection<RawDocument>,
  documents: readonly RawDocument[],
  options: Options,
): Promise<ReadonlySet<number>> {
  try {
    await collection.insertMany(documents, { ...options, ordered: false });
    return new Set();
  } catch (error) {
    const rejected = rejectedIn(error);
    if (isTooLarge(error) || isUnplaced(error, rejected)) return new Set(documents.keys()); // nothing was inserted
    if (rejected.length === 0 || isUnconfirmed(error)) throw error;
    return new Set(rejected.map(({ index }) => index));
  }
}

function rejectedIn(error: unknown): readonly mongoose.mongo.WriteError[] {
  return error instanceof mongoose.mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
}

/** SecantusDB says so of no document where its index has a value that no document has any more. */
function isUnplaced(error: unknown, { length }: readonly mongoose.mongo.WriteError[]): boolean {
  return length === 0 && error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

function isUnconfirmed(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoBulkWriteError && error.result.getWriteConcernError() !== undefined;
}
