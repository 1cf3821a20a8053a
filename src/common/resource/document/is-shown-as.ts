import { isDeepStrictEqual } from 'node:util';
import { toPlainNumber } from '../../bson/exact-numbers.js';
import { JsonNumber } from '../../json/json-number.js';

/** Whether a client sends what it was shown, as well as it can: to many 1 and 1.0 are the same number, and so are neighbours beyond 2^53. */
export function isShownAs(sent: unknown, represented: unknown): boolean {
  return isDeepStrictEqual(toCompared(sent), toCompared(represented));
}

function toCompared(value: unknown): unknown {
  if (value instanceof JsonNumber || typeof value === 'bigint') return Number(value) + 0; // never -0
  if (Array.isArray(value)) return value.map(toCompared);
  const plain = toPlainNumber(value);
  if (typeof plain === 'number') return plain + 0;
  if (typeof plain !== 'object' || plain === null) return plain;
  return Object.fromEntries(Object.entries(plain).map(([name, member]) => [name, toCompared(member)]));
}
