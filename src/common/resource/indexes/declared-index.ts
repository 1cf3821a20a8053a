import type { DefinitionPlace } from '../fields/definition-error.js';
import type { IndexKey, IndexOptions } from '../definition/index-definition.js';

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
