import mongoose from 'mongoose';
import { valueKey } from '../types/value-key.js';

/** The value that a reference leads to: of a DBRef the id in it, which says itself in which collection it is. */
export function referredValue(value: unknown): unknown {
  return value instanceof mongoose.mongo.DBRef ? value.oid : value;
}

/** The key of the value that a reference leads to: equal references share it, and no others. */
export function referenceKey(reference: unknown): string {
  return valueKey(referredValue(reference));
}

/** The values that these references lead to, each once. */
export function distinctReferences(references: readonly unknown[]): readonly unknown[] {
  const distinct = new Map<string, unknown>();
  for (const reference of references) distinct.set(referenceKey(reference), referredValue(reference));
  return [...distinct.values()];
}
