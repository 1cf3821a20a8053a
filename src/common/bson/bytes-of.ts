import mongoose from 'mongoose';
import { toUnmarked } from './to-unmarked.js';

/** How many bytes of BSON documents are. */
export function bytesOf(documents: readonly object[]): number {
  const { calculateObjectSize } = mongoose.mongo.BSON;
  return documents.reduce((bytes, document) => bytes + calculateObjectSize(toUnmarked(document)), 0);
}
