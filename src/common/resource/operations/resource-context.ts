import type { Caller } from '../../caller.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import type { QueryTarget } from '../query/query-settings.js';
import type { ResourceStore } from '../store/resource.store.js';
import type { FindRelated } from '../relations/related-resource.js';
import type { HooksByPoint } from '../hooks/hooks-by-point.js';

/** The tools of every operation on one resource. */
export interface ResourceContext<T extends object> {
  readonly definition: ResourceDefinition<T>;
  readonly store: ResourceStore<T>;
  /** The documents of the resource, of which each request is about some. */
  readonly scope: DocumentScope;
  readonly hooks: HooksByPoint<T>;
  readonly queryTarget: QueryTarget;
  /** The resource that a relation names. */
  readonly findRelated: FindRelated;
  /** Values that the URL of a document cannot end in, because another resource has that URL. */
  readonly reservedUrls: () => ReadonlySet<string>;
}

/** Which documents are read, and for whom. */
export interface Reading {
  readonly scope: DocumentScope;
  readonly caller: Caller;
}
