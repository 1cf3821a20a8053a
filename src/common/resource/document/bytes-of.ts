import mongoose from 'mongoose';

/** How many bytes of BSON documents are. */
export function bytesOf(documents: readonly object[]): number {
  return documents.reduce((bytes, document) => bytes + mongoose.mongo.BSON.calculateObjectSize(document), 0);
}
