import { isEqual } from '../../values/is-equal.js';
import type { DefinitionPlace } from '../fields/definition-error.js';
import type { IndexKey, IndexOptions } from '../definition/index-definition.js';

/** The options by which MongoDB distinguishes indexes of the same keys. */
const DISTINCTIVE = ['unique', 'sparse', 'partialFilterExpression', 'collation'] as const;

/** An index that a resource declares, checked and in full. */
export interface DeclaredIndex {
  /** Where it is declared, for messages: `people.indexes.0`, `people.email.unique`. */
  readonly place: DefinitionPlace;
  /** Undefined where the definition does not care. */
  readonly name: string | undefined;
  readonly keys: readonly IndexKey[];
  /** Without those that are undefined or false. */
  readonly options: IndexOptions;
}

/** The name under which MongoDB makes it: unless it has one, MongoDB's own. */
export function nameOf({ name, keys }: DeclaredIndex): string {
  return name ?? keys.map(([path, kind]) => `${path}_${kind}`).join('_');
}

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
