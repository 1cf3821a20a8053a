import type { Settings } from '../../../config/settings.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { DEFAULT_QUERY_SETTINGS, type ParameterNames, type QuerySettings } from './query-settings.js';

/** What clients may ask of a resource, by its own settings and those of the service. */
export function toQuerySettings(definition: ResourceDefinition, settings: Settings): QuerySettings {
  const { allowUnknown, allowedFilters, embedding, projection, sorting } = definition;
  const { pagination, paginationDefault, paginationLimit } = definition;
  return {
    ...DEFAULT_QUERY_SETTINGS,
    allowUnknown,
    allowedFilters,
    embedding,
    projection,
    sorting,
    pagination,
    paginationDefault,
    paginationLimit,
    autoFields: autoFields(settings),
    parameters: parameterNames(settings),
    blockedOperators: definition.mongoQueryBlacklist,
    extraOperators: definition.mongoQueryWhitelist,
    maxTimeMs: settings.mongoTimeoutMs,
  };
}

function autoFields({ dateCreatedName, lastUpdatedName, etagName }: Settings): readonly FieldDefinition[] {
  const names = new Map([
    ['_created', dateCreatedName],
    ['_updated', lastUpdatedName],
    ['_etag', etagName],
  ]);
  return DEFAULT_QUERY_SETTINGS.autoFields.map((field) => ({ ...field, name: names.get(field.name) ?? field.name }));
}

function parameterNames(settings: Settings): ParameterNames {
  return {
    ...DEFAULT_QUERY_SETTINGS.parameters,
    where: settings.queryWhere,
    sort: settings.querySort,
    projection: settings.queryProjection,
    page: settings.queryPage,
    maxResults: settings.queryMaxResults,
    embedded: settings.queryEmbedded,
    aggregate: settings.queryAggregation,
  };
}
