import mongoose from 'mongoose';
import { isInReach, millisecondsOf } from './date-beyond.js';
import { isSubDocument } from './is-sub-document.js';
import { memberNames } from './member-order.js';

const { Binary, Code, DBRef, Double, EJSON, Int32, Long } = mongoose.mongo.BSON;

/** Around what would be read as something else, or has no mark of its own: a name that MongoDB has for a value as it is. */
export const LITERAL = '$literal';

/**
 * A stored value → MongoDB's extended JSON, canonical and exact, a UUID as its 36 characters: an object of names that begin with `$`.
 * A text, a boolean, null and a sub-document, which have no such form, are in `{"$literal": …}`.
 */
export function writeExtended(value: unknown): string {
  if (isPlain(value)) return literal(write(value));
  const written = write(value);
  return isSubDocument(value) && !written.startsWith(`{"${LITERAL}"`) ? literal(written) : written;
}

function literal(json: string): string {
  return `{"${LITERAL}":${json}}`;
}

function isPlain(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean';
}

function write(value: unknown): string {
  if (isPlain(value)) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(write).join()}]`;
  if (value instanceof DBRef) return writeMembers({ $ref: value.collection, $id: value.oid, ...value.fields });
  if (isSubDocument(value)) return writeMembers(value);
  return value instanceof Code && value.scope
    ? `{"$code":${JSON.stringify(value.code)},"$scope":${write(value.scope)}}`
    : writeScalar(value);
}

function writeMembers(document: Readonly<Record<string, unknown>>): string {
  const names = memberNames(document);
  const members = `{${names.map((name) => `${JSON.stringify(name)}:${write(document[name])}`).join()}}`;
  return names.some((name) => name.startsWith('$')) ? literal(members) : members;
}

function writeScalar(value: unknown): string {
  if (value instanceof Date && !isInReach(value)) return `{"$date":{"$numberLong":"${millisecondsOf(value)}"}}`;
  if (value instanceof Date) return `{"$date":"${value.toISOString()}"}`;
  if (value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID && value.position === 16)
    return `{"$uuid":"${value.toUUID().toHexString()}"}`;
  return EJSON.stringify(toNumberOfBson(value), { relaxed: false });
}

function toNumberOfBson(value: unknown): unknown {
  if (typeof value === 'bigint') return Long.fromBigInt(value);
  if (typeof value !== 'number') return value;
  if (!Number.isSafeInteger(value)) return new Double(value);
  return Math.abs(value) < 2 ** 31 ? new Int32(value) : Long.fromNumber(value);
}
