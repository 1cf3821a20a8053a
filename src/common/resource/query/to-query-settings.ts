import { BadQuery } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { operatorRulesOf } from './operator-rules.js';
import { requireKnownOperators } from './operators.js';
import type { QuerySettings } from './query-settings.js';
import { documentScope, resolvePath } from './resolve-path.js';

type Asked = Pick<ResourceDefinition, 'name' | 'queryOptions' | 'visible'>;

/** The service's settings with what the resource says otherwise. Throws on an option that can mean nothing. */
export function toQuerySettings({ name, queryOptions: own, visible }: Asked, service: QuerySettings): QuerySettings {
  const settings: QuerySettings = {
    ...service,
    allowedFilters: own.allowedFilters ?? service.allowedFilters,
    validateFilters: own.validateFilters ?? service.validateFilters,
    extraOperators: own.mongoQueryWhitelist ?? service.extraOperators,
    blockedOperators: own.mongoQueryBlacklist ?? service.blockedOperators,
    sorting: own.sorting ?? service.sorting,
    projection: own.projecting ?? service.projection,
    embedding: own.embedding ?? service.embedding,
    pagination: own.pagination ?? service.pagination,
    paginationLimit: own.paginationLimit ?? service.paginationLimit,
    paginationDefault: own.paginationDefault ?? service.paginationDefault,
    optimizePaginationForSpeed: own.optimizePaginationForSpeed ?? service.optimizePaginationForSpeed,
    operatorRules: operatorRulesOf(name, visible.fields),
  };
  requireKnownOperators(`${name}.mongoQueryWhitelist`, own.mongoQueryWhitelist);
  requireKnownOperators(`${name}.mongoQueryBlacklist`, own.mongoQueryBlacklist);
  requirePositive(`${name}.paginationLimit`, own.paginationLimit);
  requirePositive(`${name}.paginationDefault`, own.paginationDefault);
  for (const path of own.allowedFilters ?? []) requireField(path, { name, visible, settings });
  return settings;
}

function requirePositive(place: string, count = 1): void {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(`${place}: ${count} is not a number of documents; write 1 or more.`);
}

interface Named extends Pick<Asked, 'name' | 'visible'> {
  readonly settings: QuerySettings;
}

function requireField(path: string, { name, visible, settings }: Named): void {
  if (path === '*' || path === '$text') return;
  try {
    resolvePath(path, documentScope({ fields: visible.fields, settings }, 'allowedFilters'));
  } catch (error) {
    throw error instanceof BadQuery ? new Error(`${name}.allowedFilters: ${error.message}`) : error;
  }
}
