import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import type { ResourceStore } from '../store/resource.store.js';

type ReferredDocuments = Pick<ResourceStore<object>, 'findExisting' | 'findReferred'>;

/** A resource of the service, as others that refer to it know it; how its documents are kept is more to itself. */
export interface RelatedResource<Store extends ReferredDocuments = ReferredDocuments> {
  readonly definition: ResourceDefinition;
  /** Those of its documents to which others may refer. */
  readonly scope: DocumentScope;
  readonly store: Store;
}

/** The resource that a relation names. */
export type FindRelated = (resource: string) => RelatedResource;
