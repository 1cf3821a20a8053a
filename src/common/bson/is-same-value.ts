import { isDate } from 'node:util/types';
import mongoose from 'mongoose';
import { DateBeyond } from './date-beyond.js';
import { isSubDocument } from './is-sub-document.js';
import { toUnmarked } from './to-unmarked.js';

const { Double, ObjectId, serialize } = mongoose.mongo.BSON;

/** The values the driver writes member by member, as they are. */
export function hasMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return isSubDocument(value) && !(value instanceof Map) && typeof value['toBSON'] !== 'function';
}

/**
 * Whether a value is the one that was read, where nothing is changed by leaving it stored as it is. A plain number says nothing of
 * its type, an object of members nothing of their order; that a member is undefined is written as null.
 */
export function isSameValue(read: unknown, value: unknown): boolean {
  if (Object.is(read, value)) return true;
  if (read instanceof Double && typeof value === 'number') return Object.is(read.value, value);
  if (typeof read !== 'object' || typeof value !== 'object' || read === null || value === null)
    return (read ?? null) === null && (value ?? null) === null;
  if (Array.isArray(read)) return Array.isArray(value) && haveSame(read, value, [...read.keys()]);
  if (hasMembers(read)) return hasMembers(value) && haveSame(read, value, Object.keys(read));
  if (read instanceof Double && value instanceof Double) return Object.is(read.value, value.value);
  if (read instanceof ObjectId && value instanceof ObjectId) return read.equals(value);
  if (isDate(read) && isDate(value)) return isSameDate(read, value);
  return !hasMembers(value) && Buffer.compare(toBytes(read), toBytes(value)) === 0;
}

type Container = Readonly<Record<string | number, unknown>>;

function haveSame(read: object, value: object, names: readonly (string | number)[]): boolean {
  const [one, other] = [read as Container, value as Container]; // any object is a record of its members, a list of its elements
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && isSameValue(one[name], other[name]));
}

function toBytes(value: unknown): Uint8Array {
  return serialize(toUnmarked({ value }));
}

/** An invalid date is all JavaScript makes of a date beyond its own, in a copy of one. */
function isSameDate(read: Date, value: Date): boolean {
  const time = value.getTime();
  return Object.is(read.getTime(), time) || (read instanceof DateBeyond && Number.isNaN(time));
}
