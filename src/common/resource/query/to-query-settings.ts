import { DefinitionPlace } from '../fields/definition-error.js';
import type { Settings } from '../../../config/settings.js';
import { BadQuery } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { operatorRulesOf } from './where/operator-rules.js';
import { requireKnownOperators } from './where/operators.js';
import { flagNames, parameterNames } from './query-parameters.js';
import { DEFAULT_QUERY_SETTINGS, type QuerySettings } from './query-settings.js';
import { queryScope, resolvePath } from './resolve-path.js';

/** The queries that a resource allows, by its own settings and those of the service. Throws on a setting that can mean nothing. */
export function toQuerySettings(definition: ResourceDefinition, settings: Settings): QuerySettings {
  const { allowUnknown, allowedFilters, validateFilters, embedding, projection, sorting } = definition;
  const { pagination, paginationDefault, paginationLimit, optimizePaginationForSpeed } = definition;
  const own = { ...settings, ...definition };
  const decided: QuerySettings = {
    ...DEFAULT_QUERY_SETTINGS,
    autoFields: definition.serverFields,
    allowUnknown,
    allowedFilters,
    validateFilters,
    embedding,
    projection,
    sorting,
    pagination,
    paginationDefault,
    paginationLimit,
    optimizePaginationForSpeed,
    dates: definition.policy.dates,
    parameters: parameterNames(own),
    flags: flagNames(own),
    blockedOperators: definition.mongoQueryBlacklist,
    extraOperators: definition.mongoQueryWhitelist,
    operatorRules: operatorRulesOf(definition.name, definition.visible.fields),
    maxAnswerBytes: settings.answerLimit,
  };
  if (allowedFilters !== settings.allowedFilters) requireFields(definition, decided);
  requireOperators(definition, settings);
  requirePositive(DefinitionPlace.ofOption(definition.name, 'paginationDefault'), paginationDefault);
  requirePositive(DefinitionPlace.ofOption(definition.name, 'paginationLimit'), paginationLimit);
  return decided;
}

/** A field that the whole service allows need not exist in every resource; one that a resource itself names must. */
function requireFields({ name, visible, allowedFilters }: ResourceDefinition, settings: QuerySettings): void {
  const scope = queryScope({ fields: visible.fields, settings }, 'allowedFilters');
  for (const path of allowedFilters) {
    if (path === '*' || path === '$text') continue;
    try {
      resolvePath(path, scope);
    } catch (error) {
      if (!(error instanceof BadQuery)) throw error;
      DefinitionPlace.ofOption(name, 'allowedFilters').reject(error.message);
    }
  }
}

function requireOperators(definition: ResourceDefinition, settings: Settings): void {
  for (const option of ['mongoQueryWhitelist', 'mongoQueryBlacklist'] as const) {
    if (definition[option] === settings[option]) continue;
    requireKnownOperators(DefinitionPlace.ofOption(definition.name, option), definition[option]);
  }
}

function requirePositive(place: DefinitionPlace, count: number): void {
  if (Number.isSafeInteger(count) && count > 0) return;
  place.reject(`${count} is not a number of documents; write 1 or more.`);
}
