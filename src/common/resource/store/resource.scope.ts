import type { ResourceDefinition } from '../definition/resource-definition.js';
import { DocumentScope } from '../lookup/document-scope.js';
import type { Lookup } from '../lookup/lookup.js';
import type { Operation } from '../lookup/operation.js';
import type { ItemQuery } from '../query/list-query.js';
import { predefinedFilter } from './resource.datasource.js';

/** A request, as far as it decides which documents it is about. */
export interface DocumentRequest {
  readonly operation: Operation;
  readonly lookup: Lookup;
  /** The parameters of its URL, where they are read. */
  readonly query?: ItemQuery | undefined;
}

/** The documents of one resource, for all who ask for some: the one place that limits what a resource, an operation or a request sees. */
export class ResourceScope {
  /** Those of its collection, whichever resource they are of, among which values are unique. */
  readonly comparable: DocumentScope;
  /** Those to which others may refer, and of which values are unique within the resource. */
  readonly referable: DocumentScope;

  constructor(definition: ResourceDefinition) {
    this.comparable = DocumentScope.WHOLE_COLLECTION;
    this.referable = DocumentScope.ofResource(predefinedFilter(definition));
  }

  /** Those that a request is about. */
  requested({ lookup }: DocumentRequest): DocumentScope {
    return this.referable.requested(lookup);
  }
}
