import type mongoose from 'mongoose';
import { bytesOf } from '../bson/bytes-of.js';
import { ReadTooLarge } from '../errors/read-too-large.js';

/**
 * What a cursor gives, batch by batch: before another batch is asked for, those that came must have no more bytes of BSON
 * than this. So a read of one batch, which the server itself limits, costs nothing more. Throws `ReadTooLarge`.
 */
export async function readWithin<D extends object>(
  cursor: mongoose.mongo.AbstractCursor<D>,
  maxBytes: number,
): Promise<D[]> {
  const documents: D[] = [];
  let bytes = 0;
  try {
    while (await cursor.hasNext()) {
      const batch = cursor.readBufferedDocuments();
      for (const document of batch) documents.push(document);
      if (cursor.id?.isZero() === true) break;
      bytes += bytesOf(batch);
      if (bytes > maxBytes) throw new ReadTooLarge();
    }
  } finally {
    await cursor.close();
  }
  return documents;
}
