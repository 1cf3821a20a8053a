import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import type { ResourceStore } from '../store/resource.store.js';

/** What is known of a resource to which others refer. */
export interface RelatedResource {
  readonly definition: ResourceDefinition;
  /** Those of its documents to which others may refer. */
  readonly scope: DocumentScope;
  readonly store: Pick<ResourceStore<object>, 'findExisting' | 'findReferred'>;
}

/** The resource that a relation names. */
export type FindRelated = (resource: string) => RelatedResource;
