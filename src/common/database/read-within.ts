import type mongoose from 'mongoose';
import { ReadTooLarge } from '../errors/read-too-large.js';

/**
 * The documents of a cursor that was asked for bytes, batch by batch: before another batch is asked for, those that came must have no more bytes of BSON
 * than this. So a read of one batch, which the server itself limits, costs nothing more. Throws `ReadTooLarge`.
 */
export async function readWithin(cursor: mongoose.mongo.AbstractCursor<object>, maxBytes: number): Promise<Buffer[]> {
  const documents: Buffer[] = [];
  let bytes = 0;
  try {
    while (await cursor.hasNext()) {
      const batch = cursor.readBufferedDocuments() as Buffer[]; // what `raw` gives
      for (const document of batch) {
        bytes += document.length;
        documents.push(document);
      }
      if (cursor.id?.isZero() === true) break;
      if (bytes > maxBytes) throw new ReadTooLarge();
    }
  } finally {
    await cursor.close();
  }
  return documents;
}
