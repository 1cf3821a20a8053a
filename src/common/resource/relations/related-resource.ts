import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceScope } from '../store/resource.scope.js';
import type { ResourceStore } from '../store/resource.store.js';

type ReferredDocuments = Pick<ResourceStore<object>, 'findExisting' | 'findReferred'>;

/** A resource of the service, as others that refer to it know it; how its documents are kept is more to itself. */
export interface RelatedResource<Store extends ReferredDocuments = ReferredDocuments> {
  readonly definition: ResourceDefinition;
  readonly scope: ResourceScope;
  readonly store: Store;
}

/** The resource that a relation names. */
export type FindRelated = (resource: string) => RelatedResource;
