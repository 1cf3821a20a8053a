import { DefinitionPlace } from '../fields/definition-error.js';
import { isUnique, pathsIn } from '../fields/unique-fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DeclaredIndex } from './declared-index.js';
import { requirePartialFilter } from './require-partial-filter.js';

/** The documents that a resource is limited to, in MongoDB's terms. */
export type PartialFilter = Readonly<Record<string, unknown>>;

/** An index for the id of a resource and for each of its unique fields. Throws where no index can do what is asked. */
export function uniqueIndexes(
  { name, id, fields }: Pick<ResourceDefinition, 'name' | 'id' | 'fields'>,
  filter: PartialFilter,
): readonly DeclaredIndex[] {
  const isLimited = Object.keys(filter).length > 0;
  const within = pathsIn(fields, ({ uniqueWithinResource }) => uniqueWithinResource === true);
  const unique = new Set([...pathsIn(fields, isUnique), ...(isLimited ? [] : within), id.name]);
  unique.delete('_id'); // of which there is an index in any case
  const ofAll = [...unique].map((path) => uniqueIndex(name, path));
  return [...ofAll, ...(isLimited ? within.map((path) => indexWithin(name, path, filter)) : [])];
}

function uniqueIndex(resource: string, path: string): DeclaredIndex {
  const options = { unique: true, sparse: true };
  return { place: DefinitionPlace.ofField(resource, path, 'unique'), name: undefined, keys: [[path, 1]], options };
}

/** Of the documents that match, and have the field: what `sparse` does cannot be said beside a filter. */
function indexWithin(resource: string, path: string, filter: PartialFilter): DeclaredIndex {
  const place = DefinitionPlace.ofField(resource, path, 'uniqueWithinResource');
  requirePartialFilter(place, filter);
  const options = { unique: true, partialFilterExpression: { [path]: { $exists: true }, ...filter } };
  return { place, name: `${path}_1_within_${resource}`, keys: [[path, 1]], options };
}
