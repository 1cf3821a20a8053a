import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { QueryTarget } from '../query/query-settings.js';

/** A resource as it is served: what it is, what may be asked of it, and how many documents may be sent to it at once. */
export interface ServedResource {
  readonly definition: ResourceDefinition;
  readonly queryTarget: QueryTarget;
  readonly bulkLimit: number;
}
