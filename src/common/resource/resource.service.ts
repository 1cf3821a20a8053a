import type { Caller } from '../caller.js';
import { parametersOf } from './routes/url-rule.js';
import type { TagList } from './document/preconditions.js';
import { aggregateDocuments } from './operations/aggregate-documents.js';
import { createDocuments } from './operations/create-documents.js';
import { deleteDocument } from './operations/delete-document.js';
import { deleteDocuments } from './operations/delete-documents.js';
import { embedWritten, type WriteResponse } from './operations/embed-written.js';
import { getDocument } from './operations/get-document.js';
import type { RequestHooks } from './hooks/hooks-by-point.js';
import { listDocuments } from './operations/list-documents.js';
import type { Reading, ResourceContext } from './operations/resource-context.js';
import { replaceDocument, type ReplaceRequest } from './operations/replace-document.js';
import { toDocuments } from './operations/to-documents.js';
import { updateDocument } from './operations/update-document.js';
import type { ItemQuery, ListQuery } from './query/list-query.js';
import type { DocumentScope } from './lookup/document-scope.js';
import type { Lookup } from './lookup/lookup.js';
import type { AggregationQuery } from './query/aggregation/parse-aggregation-query.js';
import type { QueryTarget } from './query/query-settings.js';
import type { Item } from './relations/embedded-documents.js';
import { fillUrl } from './representation/links/links.js';
import type { LinkedResource } from './representation/links/related-links.js';
import type { Page } from './representation/represent-page.js';
import type { Results } from './representation/represent-results.js';

/** A read: what the request says of the documents that it is about, and who is answered. */
interface ReadRequest {
  readonly lookup: Lookup;
  readonly caller: Caller;
}

/** A write: what the request says of the documents that it is about, and what it asks of the answer where that shows whole ones. */
interface WriteRequest {
  readonly lookup: Lookup;
  readonly query: ItemQuery | undefined;
}

/** A PUT or PATCH. */
interface ItemWriteRequest extends WriteRequest, Omit<ReplaceRequest, 'scope'> {}

/** The operations on one resource; knows neither HTTP nor MongoDB. */
export class ResourceService<T extends object = object> {
  private readonly linked: LinkedResource;
  private readonly isPlaced: boolean;

  constructor(private readonly context: ResourceContext<T>) {
    const { definition, findRelated } = context;
    this.linked = { definition, findRelated, url: definition.url };
    this.isPlaced = parametersOf(definition.collection).length > 0;
  }

  get queryTarget(): QueryTarget {
    return this.context.queryTarget;
  }

  /** The parts of links to the documents that a URL names, and to those they refer to. */
  linkedAt({ values }: Pick<Lookup, 'values'>): LinkedResource {
    const { collection, url } = this.context.definition;
    if (!this.isPlaced) return this.linked;
    return { ...this.linked, url: fillUrl(collection, (path) => values[path]) ?? url };
  }

  /** The hooks around the requests for it. */
  get hooks(): RequestHooks {
    return this.context.hooks;
  }

  /** Whether a write is answered with the whole document, in which relations may be embedded. */
  get showsWholeDocuments(): boolean {
    return !this.context.definition.bandwidthSaver;
  }

  list(query: ListQuery, request: ReadRequest): Promise<Page> {
    return listDocuments(this.context, query, this.toReading(request));
  }

  aggregate(query: AggregationQuery, request: ReadRequest): Promise<Results> {
    return aggregateDocuments(this.context, query, this.toReading(request));
  }

  get(query: ItemQuery, request: ReadRequest): Promise<Item> {
    return getDocument(this.context, query, this.toReading(request));
  }

  /** @param body of a POST, whatever JSON it is */
  create(body: unknown, { lookup, query }: WriteRequest): Promise<WriteResponse<T>> {
    const { context } = this;
    return embedWritten(context, query, async () => ({
      created: await createDocuments(context, toDocuments(body, context.definition), this.scopeOf(lookup).values),
    }));
  }

  replace({ lookup, query, ...request }: ItemWriteRequest): Promise<WriteResponse<T>> {
    const { context } = this;
    return embedWritten(context, query, () => replaceDocument(context, { ...request, scope: this.scopeOf(lookup) }));
  }

  update({ lookup, query, ...request }: ItemWriteRequest): Promise<WriteResponse<T>> {
    const { context } = this;
    return embedWritten(context, query, async () => ({
      changed: await updateDocument(context, { ...request, scope: this.scopeOf(lookup) }),
    }));
  }

  deleteAll(lookup: Lookup): Promise<void> {
    return deleteDocuments(this.context, this.scopeOf(lookup));
  }

  delete(lookup: Lookup, ifMatch: TagList): Promise<void> {
    return deleteDocument(this.context, this.scopeOf(lookup), ifMatch);
  }

  /** The one place where a request meets what its resource is limited to. */
  private scopeOf(lookup: Lookup): DocumentScope {
    return this.context.scope.requested(lookup);
  }

  private toReading({ lookup, caller }: ReadRequest): Reading {
    return { scope: this.scopeOf(lookup), caller };
  }
}
