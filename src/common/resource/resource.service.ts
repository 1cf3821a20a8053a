import { BadQuery } from '../errors/api-error.js';
import { parametersOf } from './routes/url-rule.js';
import type { TagList } from './document/preconditions.js';
import type { StoredDocument } from './document/stored-document.js';
import { aggregateDocuments } from './operations/aggregate-documents.js';
import { createDocuments } from './operations/create-documents.js';
import { deleteDocument } from './operations/delete-document.js';
import { deleteDocuments } from './operations/delete-documents.js';
import { embedDocuments, planEmbedding } from './relations/embed-documents.js';
import { getDocument } from './operations/get-document.js';
import type { RequestHooks } from './hooks/hooks-by-moment.js';
import { listDocuments } from './operations/list-documents.js';
import type { Reading } from './operations/reading.js';
import { replaceDocument, type Replacement, type ReplaceRequest } from './operations/replace-document.js';
import type { ResourceContext } from './operations/resource-context.js';
import { updateDocument } from './operations/update-document.js';
import type { Embedding } from './relations/compile-embedded.js';
import type { ItemQuery, ListQuery } from './query/list-query.js';
import type { Lookup } from './lookup/lookup.js';
import type { AggregationQuery } from './query/aggregation/parse-aggregation-query.js';
import type { QueryTarget } from './query/query-settings.js';
import { NOTHING_EMBEDDED, type EmbeddedDocuments, type Item } from './relations/embedded-documents.js';
import { fillUrl } from './representation/links/links.js';
import type { LinkedResource } from './representation/links/related-links.js';
import type { Page } from './representation/represent-page.js';
import type { Results } from './representation/represent-results.js';

/** What can be done with one resource, an operation each; knows neither HTTP nor MongoDB. */
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

  /** What links to the documents that a URL names, and to those they refer to, are made from. */
  linkedAt(lookup: Lookup): LinkedResource {
    const { collection, url } = this.context.definition;
    if (!this.isPlaced) return this.linked;
    return { ...this.linked, url: fillUrl(collection, (path) => lookup[path]) ?? url };
  }

  /** What runs around the requests for it. */
  get hooks(): RequestHooks {
    return this.context.hooks;
  }

  list(query: ListQuery, reading: Reading): Promise<Page> {
    return listDocuments(this.context, query, reading);
  }

  aggregate(query: AggregationQuery, reading: Reading): Promise<Results> {
    return aggregateDocuments(this.context, query, reading);
  }

  get(query: ItemQuery, reading: Reading): Promise<Item> {
    return getDocument(this.context, query, reading);
  }

  create(payloads: readonly unknown[], lookup: Lookup): Promise<readonly StoredDocument<T>[]> {
    return createDocuments(this.context, payloads, lookup);
  }

  replace(request: ReplaceRequest): Promise<Replacement<T>> {
    return replaceDocument(this.context, request);
  }

  update(request: ReplaceRequest): Promise<StoredDocument<T>> {
    return updateDocument(this.context, request);
  }

  /** Whether a write is answered with the whole document, in which relations may be embedded. */
  get showsWholeDocuments(): boolean {
    return !this.context.definition.bandwidthSaver;
  }

  /** Which relations the answer to a write embeds. Throws `BadQuery`. */
  planReceipt(query: ItemQuery): readonly Embedding[] {
    return planEmbedding(this.context, query);
  }

  /** What written documents refer to, as planned; nothing where it is too much: the write stands, and shows its references. */
  async embed(plan: readonly Embedding[], documents: readonly StoredDocument[]): Promise<readonly EmbeddedDocuments[]> {
    try {
      return await embedDocuments(this.context, plan, { documents });
    } catch (error) {
      if (error instanceof BadQuery) return NOTHING_EMBEDDED;
      throw error;
    }
  }

  deleteAll(lookup: Lookup): Promise<void> {
    return deleteDocuments(this.context, lookup);
  }

  delete(lookup: Lookup, ifMatch: TagList): Promise<void> {
    return deleteDocument(this.context, lookup, ifMatch);
  }
}
