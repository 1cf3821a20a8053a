import type mongoose from 'mongoose';
import { ReadTooLarge } from '../errors/read-too-large.js';
import { readDocument } from '../bson/lossless-reading.js';

/**
 * What a cursor gives that was asked for bytes, batch by batch: before another batch is asked for, those that came must have no more bytes of BSON
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
      for (const document of batch) {
        bytes += (document as unknown as Buffer).length; // what `raw` gives
        documents.push(readDocument(document) as unknown as D);
      }
      if (cursor.id?.isZero() === true) break;
      if (bytes > maxBytes) throw new ReadTooLarge();
    }
  } finally {
    await cursor.close();
  }
  return documents;
}
