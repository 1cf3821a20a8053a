import type { Caller } from '../../caller.js';
import type { Operation } from '../lookup/operation.js';
import type { DocumentRequest } from '../store/resource.scope.js';
import type { AdmittedRequest, ResourceContext } from './resource-context.js';

/** A request for a resource. */
export interface ResourceRequest extends Omit<DocumentRequest, 'operation'> {
  /** The client that waits for its answer; undefined where the service itself asks. */
  readonly caller: Caller | undefined;
}

/** Lets a request in: every operation begins here, whichever route asks for it, where its resource, itself and the request are known. */
export function admit<R extends ResourceRequest>(
  { definition, scope }: Pick<ResourceContext<object>, 'definition' | 'scope'>,
  operation: Operation,
  { lookup, query, caller }: R,
): AdmittedRequest<R['caller']> {
  return { scope: scope.requested({ operation, lookup, query }), caller, hookContext: [definition] };
}
