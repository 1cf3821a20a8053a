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
    autoFields: autoFieldsOf(definition),
    allowUnknown,
    allowedFilters,
    embedding,
    projection,
    sorting,
    pagination,
    paginationDefault,
    paginationLimit,
    parameters: parameterNames(settings),
    blockedOperators: definition.mongoQueryBlacklist,
    extraOperators: definition.mongoQueryWhitelist,
    maxTimeMs: settings.mongoTimeoutMs,
  };
}

/** Besides those of every document what tells this resource's apart, and what their URLs end in. */
function autoFieldsOf({ id, item }: ResourceDefinition): readonly FieldDefinition[] {
  const fields = [...DEFAULT_QUERY_SETTINGS.autoFields, id, { ...item.field, name: item.path }];
  return [...new Map(fields.map((field) => [field.name, field])).values()];
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
