import mongoose from 'mongoose';

const { Double } = mongoose.mongo.BSON;

/** Longer integers are no number that MongoDB has, and slow to read. */
const LONGEST = 60;
const TOO_LARGE = 10n ** 60n;

/** The text of an integer → a number where that is exact, otherwise a BigInt; of very long ones, some BigInt that is too large. */
export function toInteger(text: string): number | bigint {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number + 0; // never -0
  if (text.length > LONGEST) return number < 0 ? -TOO_LARGE : TOO_LARGE;
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

/** A number of JSON as it is to be stored: an integer, or, written with a point or an exponent, a double, also where it is whole. */
export function toStoredNumber(text: string): unknown {
  if (/^[+-]?\d+$/.test(text)) return toInteger(text);
  const number = Number(text);
  return Number.isInteger(number) ? new Double(number) : number;
}

/** A number of JSON to compare others with: there 1 and 1.0 are the same. */
export function toComparedNumber(text: string): number | bigint {
  return /^[+-]?\d+$/.test(text) ? toInteger(text) : Number(text);
}

/** A double without a fraction → the number that it is, anything else as it is. */
export function toPlainNumber(value: unknown): unknown {
  return value instanceof Double ? value.valueOf() : value;
}

/** Whether MongoDB has an integer of this size. */
export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** Whether a value is an integer that can be stored, and reported again. */
export function isStorableInteger(value: unknown): boolean {
  return typeof value === 'bigint' ? isInt64(value) : Number.isSafeInteger(value);
}
