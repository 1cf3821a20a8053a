import mongoose from 'mongoose';
import { isTooLarge, LARGEST_DOCUMENT } from '../../bson/is-too-large.js';
import { toUnmarked } from '../../bson/to-unmarked.js';
import { documentTooLarge } from '../../errors/document-too-large.js';

/** Rejects documents of which one is too large to be stored, and says which; any other error is thrown on. */
export function rejectTooLarge(error: unknown, documents: readonly object[]): never {
  if (!isTooLarge(error)) throw error;
  throw documentTooLarge(documents.length === 1 ? undefined : indexOfTooLarge(documents));
}

function indexOfTooLarge(documents: readonly object[]): number | undefined {
  const { calculateObjectSize } = mongoose.mongo.BSON;
  const index = documents.findIndex((document) => calculateObjectSize(toUnmarked(document)) >= LARGEST_DOCUMENT);
  return index === -1 ? undefined : index;
}
