import mongoose from 'mongoose';
import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isBsonValue } from '../../bson/is-bson-value.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { writeExtended } from '../../bson/write-extended.js';
import { pythonRepr } from '../../text/python-repr.js';

const { ObjectId } = mongoose.Types;

/** What a reference leads to: of a DBRef the id in it, which says itself in which collection it is. */
export function referredValue(value: unknown): unknown {
  return value instanceof mongoose.mongo.DBRef ? value.oid : value;
}

/**
 * What two equal references have in common and no others: a key for maps and sets. That of an ObjectId is in base 64, which takes
 * a third of the time of hexadecimal digits; no other key is without a space.
 */
export function referenceKey(reference: unknown): string {
  if (reference instanceof mongoose.Types.ObjectId) return reference.toString('base64');
  const referred = referredValue(reference);
  if (referred !== reference) return referenceKey(referred);
  const value = toPlainNumber(reference);
  if (isSubDocument(value)) return `document ${pythonRepr(value)}`; // its own `toString` is a member like any other
  if (value instanceof ObjectId) return `object ${value.toHexString()}`;
  const { Long, Timestamp } = mongoose.mongo;
  const isLong = value instanceof Long && !(value instanceof Timestamp);
  if (typeof value === 'bigint' || isLong) return `number ${String(value)}`;
  if (isBsonValue(value)) return `object ${writeExtended(value)}`; // the text of most of them says nothing
  return `${typeof value} ${value instanceof Date ? value.toISOString() : String(value)}`;
}

/** What these references lead to, each once. */
export function distinctReferences(references: readonly unknown[]): readonly unknown[] {
  const distinct = new Map<string, unknown>();
  for (const reference of references) distinct.set(referenceKey(reference), referredValue(reference));
  return [...distinct.values()];
}
