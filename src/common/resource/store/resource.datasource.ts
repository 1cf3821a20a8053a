import { DefinitionPlace } from '../fields/definition-error.js';
import { BadQuery } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { compileFilter, type MongoFilter } from '../query/where/compile-filter.js';
import { parseJsonFilter } from '../query/where/parse-json-filter.js';
import { parseSort } from '../query/sort/parse-sort.js';
import type { Sort } from '../query/sort/sort.js';
import { parseWhere } from '../query/where/parse-where.js';
import { DEFAULT_QUERY_SETTINGS, type QueryTarget } from '../query/query-settings.js';

/**
 * The documents that a resource is limited to, in MongoDB's terms: every one where it says nothing. What is an object may be about
 * fields that clients do not know of, such as the one that tells the resources of a collection apart. Throws on a filter that
 * cannot be.
 */
export function predefinedFilter({
  name,
  filter,
  fields,
  serverFields,
  ...definition
}: ResourceDefinition): MongoFilter {
  if (filter === undefined) return {};
  const allowUnknown = definition.allowUnknown || typeof filter === 'object';
  const limits = { allowUnknown, autoFields: serverFields, blockedOperators: ['$where'] };
  const settings = { ...DEFAULT_QUERY_SETTINGS, ...limits };
  return explain(DefinitionPlace.ofOption(name, 'filter'), () => {
    const parsed = typeof filter === 'string' ? parseWhere(filter, settings) : parseJsonFilter(filter, settings);
    return compileFilter(parsed, { fields, settings });
  });
}

/** The order of what a client asks for in no order. Throws on one that cannot be. */
export function predefinedSort({ name, defaultSort }: ResourceDefinition, target: QueryTarget): Sort {
  return defaultSort === undefined
    ? []
    : explain(DefinitionPlace.ofOption(name, 'defaultSort'), () => parseSort(defaultSort, target));
}

/** A mistake in a definition is its author's, no client's. */
function explain<T>(place: DefinitionPlace, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error;
    return place.reject(error.message);
  }
}
