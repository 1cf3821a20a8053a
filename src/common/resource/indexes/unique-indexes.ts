import { isEqual } from '../../values/is-equal.js';
import { DefinitionPlace } from '../fields/definition-error.js';
import { isUnique, pathsIn } from '../fields/unique-fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { IndexOptions } from '../definition/index-definition.js';
import type { DeclaredIndex } from './declared-index.js';
import { requirePartialFilter } from './require-partial-filter.js';

/** The documents of which an index has entries, in MongoDB's terms. */
type PartialFilter = Readonly<Record<string, unknown>>;

/** The documents among which values are unique. */
export interface UniqueFilters {
  /** For `unique`. */
  readonly inCollection: PartialFilter;
  /** For `uniqueWithinResource`. */
  readonly inResource: PartialFilter;
}

/** An index for the id of a resource and for each of its unique fields. Throws where no index can do what is asked. */
export function uniqueIndexes(
  { name, id, fields }: Pick<ResourceDefinition, 'name' | 'id' | 'fields'>,
  { inCollection, inResource }: UniqueFilters,
): readonly DeclaredIndex[] {
  const isLimited = !isEqual(inCollection, inResource);
  const within = pathsIn(fields, ({ uniqueWithinResource }) => uniqueWithinResource === true);
  const unique = new Set([...pathsIn(fields, isUnique), ...(isLimited ? [] : within), id.name]);
  unique.delete('_id'); // of which there is an index in any case
  const ofAll = Array.from(unique, (path): DeclaredIndex => {
    const place = DefinitionPlace.ofField(name, path, 'unique');
    return { place, name: undefined, keys: [[path, 1]], options: optionsOf(place, path, inCollection) };
  });
  return [...ofAll, ...(isLimited ? within.map((path) => indexWithin(name, path, inResource)) : [])];
}

function indexWithin(resource: string, path: string, filter: PartialFilter): DeclaredIndex {
  const place = DefinitionPlace.ofField(resource, path, 'uniqueWithinResource');
  return { place, name: `${path}_1_within_${resource}`, keys: [[path, 1]], options: optionsOf(place, path, filter) };
}

/** Of the documents that match, and have the field: what `sparse` does cannot be said beside a filter. */
function optionsOf(place: DefinitionPlace, path: string, filter: PartialFilter): IndexOptions {
  if (Object.keys(filter).length === 0) return { unique: true, sparse: true };
  requirePartialFilter(place, filter);
  return { unique: true, partialFilterExpression: { [path]: { $exists: true }, ...filter } };
}
