import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { QueryTarget } from '../query/query-settings.js';
import type { ResourceStore } from '../resource.store.js';
import type { HooksByMoment } from './hooks-by-moment.js';

/** What an operation may know of another resource. */
export interface RelatedResource {
  readonly definition: ResourceDefinition;
  readonly store: Pick<ResourceStore<object>, 'findExisting' | 'findReferred'>;
}

/** What every operation on one resource works with. */
export interface ResourceContext<T extends object> {
  readonly definition: ResourceDefinition<T>;
  readonly store: ResourceStore<T>;
  readonly hooks: HooksByMoment<T>;
  readonly queryTarget: QueryTarget;
  /** The resource that a relation names. */
  readonly findRelated: (resource: string) => RelatedResource;
  /** What the URL of a document cannot end in, because another resource has that URL. */
  readonly takenUrls: () => ReadonlySet<string>;
}
