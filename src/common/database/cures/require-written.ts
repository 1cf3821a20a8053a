import mongoose from 'mongoose';
import type { RawDocument } from '../operation-options.js';

/**
 * Throws when a database that found a document and changed nothing has not got what was written: one that already was like that
 * is no fault.
 */
export async function requireWritten(
  collection: mongoose.mongo.Collection<RawDocument>,
  document: RawDocument,
): Promise<void> {
  const filter: Readonly<Record<string, unknown>> = { _id: document._id };
  const stored = await collection.findOne(filter, { raw: true });
  if (stored === null || isSame(stored as unknown as Buffer, document)) return; // what `raw` gives
  throw new Error(`The database dropped a change of a document in ${collection.collectionName}.`);
}

/** `_id` first, as a database stores it. */
function isSame(bytes: Buffer, { _id: id, ...members }: RawDocument): boolean {
  return Buffer.compare(bytes, mongoose.mongo.BSON.serialize({ _id: id, ...members })) === 0;
}
