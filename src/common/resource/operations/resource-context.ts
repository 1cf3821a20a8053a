import type { Caller } from '../../caller.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import type { QueryTarget } from '../query/query-settings.js';
import type { ResourceScope } from '../store/resource.scope.js';
import type { ResourceStore } from '../store/resource.store.js';
import type { FindRelated } from '../relations/related-resource.js';
import type { HookContext } from '../hooks/hook-request.js';
import type { HooksByPoint } from '../hooks/hooks-by-point.js';

/** The tools of every operation on one resource. */
export interface ResourceContext<T extends object> {
  readonly definition: ResourceDefinition<T>;
  readonly store: ResourceStore<T>;
  readonly scope: ResourceScope;
  readonly hooks: HooksByPoint<T>;
  readonly queryTarget: QueryTarget;
  /** The resource that a relation names. */
  readonly findRelated: FindRelated;
  /** Values that the URL of a document cannot end in, because another resource has that URL. */
  readonly reservedUrls: () => ReadonlySet<string>;
}

/** A request that was let in: what the steps of its operation know of it. */
export interface AdmittedRequest<C extends Caller | undefined = Caller | undefined> {
  readonly scope: DocumentScope;
  /** The client that reads wait for; a write reads for itself. */
  readonly caller: C;
  readonly hookContext: HookContext;
}

/** A request that only reads. */
export type Reading = AdmittedRequest<Caller>;
