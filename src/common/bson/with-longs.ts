import { changeMembers } from './change-members.js';
import { isReordered, memberNames } from './member-order.js';
import { isSubDocument } from './is-sub-document.js';

const LOWEST = -(2 ** 31);
const HIGHEST = 2 ** 31 - 1;

/**
 * A value such that the driver, which makes doubles of what does not fit into 32 bits, stores every integer in it as one: large
 * ones are BigInts, and no zero has a sign. The very value where nothing in it needs it.
 */
export function withLongs<V>(value: V): V {
  return convert(value) as V; // what the driver takes for the same
}

function convert(value: unknown): unknown {
  if (typeof value === 'number') return toLong(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return convertElements(value);
  if (value instanceof Map) return new Map([...value].map(([name, member]) => [name, convert(member)]));
  if (!isSubDocument(value)) return value;
  return isReordered(value) ? toMap(value) : changeMembers(value, Object.keys(value), convert);
}

/** Which the driver writes in its order; its id stays a member for those who look for it. */
function toMap(value: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const map = new Map(memberNames(value).map((name) => [name, convert(value[name])]));
  return Object.hasOwn(value, '_id') ? Object.assign(map, { _id: map.get('_id') }) : map;
}

function toLong(value: number): number | bigint {
  if (value === 0) return 0;
  const isInt32 = value >= LOWEST && value <= HIGHEST;
  return isInt32 || !Number.isSafeInteger(value) ? value : BigInt(value);
}

function convertElements(values: readonly unknown[]): readonly unknown[] {
  const converted = values.map(convert);
  return converted.every((value, index) => Object.is(value, values[index])) ? values : converted;
}
