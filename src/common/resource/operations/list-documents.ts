import { compileCountFilter, compileFilter, type MongoFilter } from '../query/compile-filter.js';
import { findNear } from '../query/filter.js';
import type { ListQuery } from '../query/list-query.js';
import type { Lookup } from '../query/lookup.js';
import type { Sort } from '../query/sort.js';
import type { Page } from '../representation/represent-page.js';
import type { FetchedDocument } from '../resource.hooks.js';
import { embedDocuments, planEmbedding } from './embed-documents.js';
import { projectionOf } from './projection-of.js';
import type { ResourceContext } from './resource-context.js';
import { handOn } from './run-hooks.js';
import { tagParts } from './tag-parts.js';

/** One page of the documents that match, and how many do. Throws `BadQuery` for what the resource cannot answer. */
export async function listDocuments<T extends object>(
  context: ResourceContext<T>,
  query: ListQuery,
  lookup: Lookup,
): Promise<Page> {
  const { definition, store, hooks, queryTarget } = context;
  const { settings } = queryTarget;
  const filter = within(lookup, query.filter ? compileFilter(query.filter, queryTarget) : {});
  const projection = projectionOf(context, query);
  const skip = (query.page - 1) * query.maxResults;
  const plan = planEmbedding(context, query);
  const documents = await store.find({
    filter,
    projection,
    sort: orderOf(query, settings.defaultSort),
    skip,
    limit: query.maxResults,
    maxTimeMs: settings.maxTimeMs,
  });
  const total = isLastPage(documents, query)
    ? skip + documents.length
    : await countAll(context, query, { filter, lookup });
  const tagged: readonly FetchedDocument<T>[] = projection ? await tagParts(store, documents) : documents;
  const fetched = await handOn(hooks.afterFetchPage, tagged, (hook, handed) => hook(handed, definition));
  return { documents: fetched, total, query, embedded: await embedDocuments(context, plan, fetched) };
}

/** A page that is neither full nor beyond the end says itself how many documents there are. */
function isLastPage(documents: readonly unknown[], { page, maxResults }: ListQuery): boolean {
  return documents.length < maxResults && (documents.length > 0 || page === 1);
}

async function countAll<T extends object>(
  { store, queryTarget }: ResourceContext<T>,
  { filter }: ListQuery,
  { filter: compiled, lookup }: { readonly filter: MongoFilter; readonly lookup: Lookup },
): Promise<number> {
  const countable = filter && findNear(filter) ? within(lookup, compileCountFilter(filter, queryTarget)) : compiled;
  return store.count(countable, queryTarget.settings.maxTimeMs);
}

/** What the client asks for; nearest first where it asks for what is near, else the order of the resource. */
function orderOf({ sort, filter }: ListQuery, defaultSort: Sort): Sort {
  if (sort.length > 0) return withTieBreaker(sort);
  return filter && findNear(filter) ? [] : withTieBreaker(defaultSort);
}

/** Documents that tie keep one order from page to page. */
function withTieBreaker(sort: Sort): Sort {
  return sort.some(([path]) => path === '_id') ? sort : [...sort, ['_id', 1]];
}

/** What matches among the documents that the collection's URL names. */
function within(lookup: Lookup, filter: MongoFilter): MongoFilter {
  return Object.keys(lookup).length === 0 ? filter : { $and: [lookup, filter] };
}
