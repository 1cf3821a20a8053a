import { DefinitionPlace } from '../fields/definition-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DeclaredIndex } from './declared-index.js';
import { readIndex } from './read-index.js';
import { requireFields } from './require-fields.js';
import { uniqueIndexes, type UniqueFilters } from './unique-indexes.js';

/** The indexes a resource declares, and one for its id and every unique field that has none among them. Throws on one that cannot be. */
export function declaredIndexes(definition: ResourceDefinition, filters: UniqueFilters): readonly DeclaredIndex[] {
  const { name, fields, serverFields, indexes, allowUnknown } = definition;
  const own = indexes.map((index, at) => readIndex(index, DefinitionPlace.ofOption(name, 'indexes', String(at))));
  const known = [...fields, ...serverFields];
  if (!allowUnknown) for (const index of own) requireFields(index, known);
  const implied = uniqueIndexes(definition, filters);
  return [...own, ...implied.filter(({ keys: [key] }) => !own.some((index) => isUniqueOn(key?.[0], index)))];
}

function isUniqueOn(path: string | undefined, { keys, options }: DeclaredIndex): boolean {
  return options.unique === true && keys.length === 1 && keys[0]?.[0] === path;
}
