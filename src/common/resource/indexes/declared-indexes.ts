import type { ResourceDefinition } from '../definition/resource-definition.js';
import { uniquePaths } from '../definition/unique-paths.js';
import type { DeclaredIndex } from './declared-index.js';
import { readIndex } from './read-index.js';
import { requireFields } from './require-fields.js';

/** The indexes a resource declares, and one for its id and every unique field that has none among them. Throws on one that cannot be. */
export function declaredIndexes(definition: ResourceDefinition): readonly DeclaredIndex[] {
  const { name, id, fields, serverFields, indexes, allowUnknown } = definition;
  const own = indexes.map((index, place) => readIndex(index, `${name}.indexes.${place}`));
  const known = [...fields, ...serverFields];
  if (!allowUnknown) for (const index of own) requireFields(index, known);
  const unique = new Set([...uniquePaths(fields), id.name]);
  unique.delete('_id'); // of which there is an index in any case
  const implied = [...unique].map((path) => uniqueIndex(name, path));
  return [...own, ...implied.filter(({ keys: [key] }) => !own.some((index) => isUniqueOn(key?.[0], index)))];
}

function uniqueIndex(resource: string, path: string): DeclaredIndex {
  const options = { unique: true, sparse: true };
  return { place: `${resource}.${path}.unique`, name: undefined, keys: [[path, 1]], options };
}

function isUniqueOn(path: string | undefined, { keys, options }: DeclaredIndex): boolean {
  return options.unique === true && keys.length === 1 && keys[0]?.[0] === path;
}
