import { isDate } from 'node:util/types';
import mongoose from 'mongoose';
import { exactValue } from './exact-value.js';
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
  const inOrder = new Set([...names, ...Object.keys(document)]);
  return new Map([...inOrder].map((name) => [name, writeOver(document[name], stored.get(name))]));
}

/** Elements are known by their place, or, where a list was shifted, by their value. */
function writeElements(values: readonly unknown[], stored: readonly StoredValue[]): readonly unknown[] {
  let byValue: ReadonlyMap<string, StoredValue> | undefined;
  return values.map((value, index) => {
    const present = stored[index];
    if (stored.length === 0 || (present && isSameValue(present.value, value))) return writeOver(value, present);
    byValue ??= new Map(stored.map((one) => [keyOf(one.value), one]));
    return writeOver(value, byValue.get(keyOf(value)) ?? present);
  });
}

function keyOf(value: unknown): string {
  return Buffer.from(mongoose.mongo.BSON.serialize(toUnmarked({ value }))).toString('base64');
}
