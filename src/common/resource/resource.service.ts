import type mongoose from 'mongoose';
import type { TagList } from './document/preconditions.js';
import type { StoredDocument } from './document/stored-document.js';
import { aggregateDocuments } from './operations/aggregate-documents.js';
import { createDocuments } from './operations/create-documents.js';
import { deleteDocument } from './operations/delete-document.js';
import { deleteDocuments } from './operations/delete-documents.js';
import { getDocument } from './operations/get-document.js';
import { listDocuments } from './operations/list-documents.js';
import { replaceDocument, type Replacement, type ReplaceRequest } from './operations/replace-document.js';
import type { ResourceContext } from './operations/resource-context.js';
import { updateDocument } from './operations/update-document.js';
import type { ItemQuery, ListQuery } from './query/list-query.js';
import type { AggregationQuery } from './query/parse-aggregation-query.js';
import type { QueryTarget } from './query/query-settings.js';
import type { Item } from './representation/embedded-documents.js';
import type { LinkedResource } from './representation/related-links.js';
import type { Page } from './representation/represent-page.js';
import type { Results } from './representation/represent-results.js';

/** What can be done with one resource, an operation each; knows neither HTTP nor MongoDB. */
export class ResourceService<T extends object = object> {
  constructor(private readonly context: ResourceContext<T>) {}

  get queryTarget(): QueryTarget {
    return this.context.queryTarget;
  }

  /** What links to the resource and to those it refers to are made from. */
  get linked(): LinkedResource {
    return this.context;
  }

  list(query: ListQuery): Promise<Page> {
    return listDocuments(this.context, query);
  }

  aggregate(query: AggregationQuery): Promise<Results> {
    return aggregateDocuments(this.context, query);
  }

  get(id: mongoose.Types.ObjectId, query: ItemQuery): Promise<Item> {
    return getDocument(this.context, id, query);
  }

  create(payloads: readonly unknown[]): Promise<readonly StoredDocument<T>[]> {
    return createDocuments(this.context, payloads);
  }

  replace(request: ReplaceRequest): Promise<Replacement<T>> {
    return replaceDocument(this.context, request);
  }

  update(request: ReplaceRequest): Promise<StoredDocument<T>> {
    return updateDocument(this.context, request);
  }

  deleteAll(): Promise<void> {
    return deleteDocuments(this.context);
  }

  delete(id: mongoose.Types.ObjectId, ifMatch: TagList): Promise<void> {
    return deleteDocument(this.context, id, ifMatch);
  }
}
