import type { Caller } from '../caller.js';
import { parametersOf } from './routes/url-rule.js';
import type { TagList } from './document/preconditions.js';
import { aggregateDocuments } from './operations/aggregate-documents.js';
import { createDocuments } from './operations/create-documents.js';
import { admit, type ResourceRequest } from './operations/admit.js';
import { deleteDocument, deleteDocuments } from './operations/delete-documents.js';
import { embedWritten, type WriteResponse } from './operations/embed-written.js';
import { getDocument } from './operations/get-document.js';
import type { RequestHooks } from './hooks/hooks-by-point.js';
import { listDocuments } from './operations/list-documents.js';
import type { AdmittedRequest, ResourceContext } from './operations/resource-context.js';
import { replaceDocument, type ReplaceRequest } from './operations/replace-document.js';
import { toDocuments } from './operations/to-documents.js';
import { updateDocument } from './operations/update-document.js';
import type { ItemQuery, ListQuery } from './query/list-query.js';
import type { Lookup } from './lookup/lookup.js';
import type { Operation } from './lookup/operation.js';
import type { AggregationQuery } from './query/aggregation/parse-aggregation-query.js';
import type { QueryTarget } from './query/query-settings.js';
import type { Item } from './relations/embedded-documents.js';
import { fillUrl } from './representation/links/links.js';
import type { LinkedResource } from './representation/links/related-links.js';
import type { Page } from './representation/represent-page.js';
import type { Results } from './representation/represent-results.js';

/** A request whose client waits for what is read. */
interface ReadRequest extends ResourceRequest {
  readonly caller: Caller;
}

/** A PUT or PATCH. */
interface ItemWriteRequest extends ResourceRequest, Pick<ReplaceRequest, 'payload' | 'ifMatch'> {}

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
    return listDocuments(this.context, query, this.admit('list', { ...request, query }));
  }

  aggregate(query: AggregationQuery, request: ReadRequest): Promise<Results> {
    return aggregateDocuments(this.context, query, this.admit('aggregate', { ...request, query }));
  }

  get(query: ItemQuery, request: ReadRequest): Promise<Item> {
    return getDocument(this.context, query, this.admit('get', { ...request, query }));
  }

  /** @param body of a POST, whatever JSON it is */
  create(body: unknown, request: ResourceRequest): Promise<WriteResponse<T>> {
    const { context } = this;
    const admitted = this.admit('create', request);
    return embedWritten(context, request.query, async () => ({
      created: await createDocuments(context, toDocuments(body, context.definition), admitted),
    }));
  }

  replace(request: ItemWriteRequest): Promise<WriteResponse<T>> {
    const { context } = this;
    const { payload, ifMatch } = request;
    const admitted = this.admit('replace', request);
    return embedWritten(context, request.query, () => replaceDocument(context, { ...admitted, payload, ifMatch }));
  }

  update(request: ItemWriteRequest): Promise<WriteResponse<T>> {
    const { context } = this;
    const { payload, ifMatch } = request;
    const admitted = this.admit('update', request);
    return embedWritten(context, request.query, async () => ({
      changed: await updateDocument(context, { ...admitted, payload, ifMatch }),
    }));
  }

  deleteAll(request: ResourceRequest): Promise<void> {
    return deleteDocuments(this.context, this.admit('deleteAll', request));
  }

  delete(request: ResourceRequest, ifMatch: TagList): Promise<void> {
    return deleteDocument(this.context, this.admit('delete', request), ifMatch);
  }

  private admit<R extends ResourceRequest>(operation: Operation, request: R): AdmittedRequest<R['caller']> {
    return admit(this.context, operation, request);
  }
}
