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
  const stored = await collection.findOne(filter);
  if (stored === null || isSame(stored, document)) return;
  throw new Error(`The database dropped a change of a document in ${collection.collectionName}.`);
}

function isSame(one: RawDocument, other: RawDocument): boolean {
  const [bytes, otherBytes] = [one, other].map((document) => toBytes(document));
  return bytes !== undefined && otherBytes !== undefined && Buffer.compare(bytes, otherBytes) === 0;
}

/** `_id` first, as a database stores it. */
function toBytes({ _id: id, ...members }: RawDocument): Uint8Array {
  return mongoose.mongo.BSON.serialize({ _id: id, ...members });
}
