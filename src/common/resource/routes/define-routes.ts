import { DefinitionPlace } from '../fields/definition-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { ItemMethod, ResourceRoutes, RouteOptions } from './resource-routes.js';
import { requireFieldAt } from '../fields/require-field-at.js';
import { defineParameter, parametersOf, parseUrlRule, toTemplate, type UrlParameter } from './url-rule.js';

const ALL_ITEM_METHODS: readonly ItemMethod[] = ['GET', 'PUT', 'PATCH', 'DELETE'];

/** Of a resource that is computed from an aggregation, or not. */
interface ComputedRouteOptions extends RouteOptions {
  readonly aggregation?: unknown;
}

/**
 * Where a resource lives and what can be done there: what the class says, and Eve's defaults. Throws, with the place of the
 * mistake, on a URL that cannot be.
 */
export function defineRoutes(options: ComputedRouteOptions, fields: readonly FieldDefinition[]): ResourceRoutes {
  const { name, idField = '_id', itemLookupField = idField, itemLookup = true, aggregation } = options;
  const itemMethods = aggregation ? [] : (options.itemMethods ?? ALL_ITEM_METHODS);
  const id = findId(options, fields);
  const collection = parseUrlRule(options.url ?? name, { place: DefinitionPlace.ofOption(name, 'url'), fields });
  const place = DefinitionPlace.ofOption(name, options.itemUrl === undefined ? 'itemLookupField' : 'itemUrl');
  const item = defineParameter(itemLookupField, options.itemUrl, { place, fields });
  requireUnnamed(item, collection, place);
  return {
    name,
    url: toTemplate(collection),
    collection,
    resourceMethods: aggregation ? ['GET'] : (options.resourceMethods ?? ['GET', 'POST']),
    itemMethods,
    itemLookup,
    id,
    item,
    readings: itemLookup ? readingsOf(options, fields, { item, itemMethods }) : [],
    internalResource: options.internalResource ?? false,
    page: options.page,
  };
}

function findId({ name, idField = '_id' }: RouteOptions, fields: readonly FieldDefinition[]): FieldDefinition {
  const place = DefinitionPlace.ofOption(name, 'idField');
  if (idField.includes('.')) place.reject(`"${idField}" is in a sub-document, an id is not.`);
  return { ...requireFieldAt(idField, { place, fields }), name: idField };
}

function readingsOf(
  options: RouteOptions,
  fields: readonly FieldDefinition[],
  { item, itemMethods }: Pick<ResourceRoutes, 'item' | 'itemMethods'>,
): readonly UrlParameter[] {
  const alternative = defineAlternative(options, fields, item.name);
  return [...(itemMethods.includes('GET') ? [item] : []), ...(alternative ? [alternative] : [])];
}

/** It stands where the value of `itemLookupField` does, and so the router reports it under the same name. */
function defineAlternative(
  { name: resource, additionalLookup }: RouteOptions,
  fields: readonly FieldDefinition[],
  name: string,
): UrlParameter | undefined {
  if (!additionalLookup) return undefined;
  const { field, url } = additionalLookup;
  const place = DefinitionPlace.ofOption(resource, 'additionalLookup');
  const isNumber = fields.some((known) => known.name === field && known.type === 'integer'); // in Eve, whatever `url` says
  return { ...defineParameter(field, isNumber ? undefined : url, { place, fields }), name };
}

/** The router reports values by name: a URL has each name once. */
function requireUnnamed(item: UrlParameter, collection: ResourceRoutes['collection'], place: DefinitionPlace): void {
  const duplicate = parametersOf(collection).find(({ name }) => name === item.name);
  if (duplicate) place.reject(`"${duplicate.path}" already stands in the URL of the collection.`);
}
