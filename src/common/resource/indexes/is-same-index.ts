import { isEqual } from '../../values/is-equal.js';
import { nameOf, type DeclaredIndex } from './declared-index.js';

/** What MongoDB tells indexes of the same keys apart by. */
const DISTINCTIVE = ['unique', 'sparse', 'partialFilterExpression', 'collation'] as const;

/** Whether both ask for the very same index. Throws when no collection can have the two. */
export function isSameIndex(one: DeclaredIndex, other: DeclaredIndex): boolean {
  const isSameName = nameOf(one) === nameOf(other);
  const areSameKeys = isEqual(one.keys, other.keys);
  if (isSameName && areSameKeys && isEqual(one.options, other.options)) return true;
  if (isSameName)
    other.place.reject(`its index differs from that of ${one.place.toString()}, of the same name ${nameOf(one)}.`);
  if (areSameKeys && DISTINCTIVE.every((option) => isEqual(one.options[option], other.options[option])))
    other.place.reject(`its index differs from that of ${one.place.toString()}, of the same keys.`);
  return false;
}
