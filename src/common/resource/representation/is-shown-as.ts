import { isDeepStrictEqual } from 'node:util';
import { toComparedNumber, toPlainNumber } from '../../bson/exact-numbers.js';
import { JsonNumber } from '../../json/json-number.js';

/** Whether a client sends what it was shown. To it 1 and 1.0 are the same number. */
export function isShownAs(sent: unknown, represented: unknown): boolean {
  return isDeepStrictEqual(toCompared(sent), toCompared(represented));
}

function toCompared(value: unknown): unknown {
  if (value instanceof JsonNumber) return toComparedNumber(String(value));
  if (Array.isArray(value)) return value.map(toCompared);
  const plain = toPlainNumber(value);
  if (typeof plain !== 'object' || plain === null) return plain;
  return Object.fromEntries(Object.entries(plain).map(([name, member]) => [name, toCompared(member)]));
}
