import type { Caller } from '../../caller.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import type { QueryTarget } from '../query/query-settings.js';
import type { ResourceStore } from '../store/resource.store.js';
import type { FindRelated } from '../relations/related-resource.js';
import type { HooksByMoment } from '../hooks/hooks-by-moment.js';

/** What every operation on one resource works with. */
export interface ResourceContext<T extends object> {
  readonly definition: ResourceDefinition<T>;
  readonly store: ResourceStore<T>;
  /** The documents of the resource, of which each request is about some. */
  readonly scope: DocumentScope;
  readonly hooks: HooksByMoment<T>;
  readonly queryTarget: QueryTarget;
  /** The resource that a relation names. */
  readonly findRelated: FindRelated;
  /** What the URL of a document cannot end in, because another resource has that URL. */
  readonly takenUrls: () => ReadonlySet<string>;
}

/** Which documents are read, and for whom. */
export interface Reading {
  readonly scope: DocumentScope;
  readonly caller: Caller;
}
