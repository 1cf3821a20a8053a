import { isDeepStrictEqual } from 'node:util';

/** Whether two values are the same, whatever they are made of. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return typeof one === 'object' && typeof other === 'object' && isDeepStrictEqual(one, other);
}
