import type { ResourceRoutes, RouteOptions } from './resource-definition.js';

/** Where a resource lives and what can be done there: what the class says, and Eve's defaults. */
export function defineRoutes(options: RouteOptions): ResourceRoutes {
  const { name, aggregation } = options;
  return {
    name,
    url: options.url ?? name,
    resourceMethods: aggregation ? ['GET'] : (options.resourceMethods ?? ['GET', 'POST']),
    itemMethods: aggregation ? [] : (options.itemMethods ?? ['GET', 'PUT', 'PATCH', 'DELETE']),
    itemLookup: options.itemLookup ?? true,
    itemLookupField: options.itemLookupField ?? '_id',
    itemUrl: options.itemUrl ?? 'regex("[a-f0-9]{24}")',
    additionalLookup: options.additionalLookup,
    internalResource: options.internalResource ?? false,
  };
}
