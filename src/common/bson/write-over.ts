import { isDate } from 'node:util/types';
import mongoose from 'mongoose';
import { exactValue } from './exact-value.js';
import { memberNames } from './member-order.js';
import { hasMembers, isSameValue } from './is-same-value.js';
import { storedElements, storedMembers, type StoredValue } from './stored-value.js';
import { toUnmarked } from './to-unmarked.js';

/**
 * A value as it is to be written in the place of a stored one: what of it was only read keeps its type, its bytes and, in a
 * document, its place. Throws for a date that is none, which the driver would write as 1970.
 */
export function writeOver(value: unknown, stored?: StoredValue): unknown {
  if (stored && isSameValue(stored.value, value)) return exactValue(stored);
  if (Array.isArray(value)) return writeElements(value, stored ? storedElements(stored) : []);
  if (hasMembers(value)) return writeMembers(value, stored ? storedMembers(stored) : new Map());
  if (isDate(value) && Number.isNaN(value.getTime())) throw new Error('A date that is none cannot be written.');
  return value;
}

function writeMembers(
  document: Readonly<Record<string, unknown>>,
  stored: ReadonlyMap<string, StoredValue>,
): ReadonlyMap<string, unknown> {
  const names = [...stored.keys()].filter((name) => Object.hasOwn(document, name));
  const inOrder = new Set([...names, ...memberNames(document)]);
  return new Map([...inOrder].map((name) => [name, writeOver(document[name], stored.get(name))]));
}

/** Elements are known by their place, counted from the beginning or the end, or by their value. */
function writeElements(values: readonly unknown[], stored: readonly StoredValue[]): readonly unknown[] {
  const head = countSame(values, stored);
  const tail = countSame(values.slice(head).reverse(), stored.slice(head).reverse());
  const between = stored.slice(head, stored.length - tail);
  const byValue = new Map(between.map((one) => [keyOf(one.value), one]));
  return values.map((value, index) => {
    const fromEnd = index - values.length;
    if (index < head) return writeOver(value, stored[index]);
    if (fromEnd >= -tail) return writeOver(value, stored.at(fromEnd));
    return between.length === 0
      ? writeOver(value)
      : writeOver(value, byValue.get(keyOf(value)) ?? between[index - head]);
  });
}

function countSame(values: readonly unknown[], stored: readonly StoredValue[]): number {
  const other = stored.findIndex((one, index) => index >= values.length || !isSameValue(one.value, values[index]));
  return other === -1 ? stored.length : other;
}

function keyOf(value: unknown): string {
  return Buffer.from(mongoose.mongo.BSON.serialize(toUnmarked({ value }))).toString('base64');
}
