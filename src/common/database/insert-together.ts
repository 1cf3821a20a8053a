import mongoose from 'mongoose';
import { isTooLarge } from '../bson/is-too-large.js';
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
    if (isTooLarge(error)) return new Set(documents.keys()); // which the driver sees before it sends anything
    const refused = error instanceof mongoose.mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
    const isSure = refused.length > 0 && !isUnconfirmed(error);
    if (!isSure) throw error;
    return new Set(refused.map(({ index }) => index));
  }
}

function isUnconfirmed(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoBulkWriteError && error.result.getWriteConcernError() !== undefined;
}
