import type { Place } from './place.js';

/** `["age", -1]`: a field, and whether it ascends or descends. */
export function readPair(value: unknown, place: Place): readonly [string, 1 | -1] | undefined {
  const [field, order] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (typeof field !== 'string' || (order !== 1 && order !== -1)) {
    return place.refuseValue(value, 'a pair of a field and 1 or -1');
  }
  return [field, order];
}
