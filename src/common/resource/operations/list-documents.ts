import { compileCountFilter, compileFilter, type MongoFilter } from '../query/compile-filter.js';
import { findNear } from '../query/filter.js';
import type { ListQuery } from '../query/list-query.js';
import type { Lookup } from '../query/lookup.js';
import type { Paging } from '../query/parse-paging.js';
import type { Sort } from '../query/sort.js';
import type { Page } from '../representation/represent-page.js';
import type { FetchedDocument } from '../resource.hooks.js';
import { causeOf, refuseLarge } from './answer-size.js';
import { embedDocuments, planEmbedding } from './embed-documents.js';
import { projectionOf } from './projection-of.js';
import type { ResourceContext } from './resource-context.js';
import { handOn } from './run-hooks.js';
import { tagParts } from './tag-parts.js';

/** A resource that does not sort leaves out its own order too, as in Eve. */
const NO_ORDER: Sort = [];

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
  const found = store.find({
    filter,
    projection,
    sort: orderOf(query, settings.sorting ? settings.defaultSort : NO_ORDER),
    skip,
    limit: query.maxResults,
    maxTimeMs: settings.maxTimeMs,
    maxBytes: settings.maxAnswerBytes,
  });
  const documents = await refuseLarge(found, settings, causeOf(settings, false));
  const total = await totalOf(context, query, { filter, lookup, documents });
  const tagged: readonly FetchedDocument<T>[] = projection ? await tagParts(context, documents) : documents;
  const fetched = await handOn(hooks.afterFetchPage, tagged, (hook, handed) => hook(handed, definition));
  return { documents: fetched, total, query, embedded: await embedDocuments(context, plan, fetched) };
}

/** What a page was read by, and what was found. */
interface Found {
  readonly filter: MongoFilter;
  readonly lookup: Lookup;
  readonly documents: readonly unknown[];
}

/** How many documents match; unknown where the resource does not count. */
async function totalOf<T extends object>(
  { store, queryTarget }: ResourceContext<T>,
  { page, maxResults, filter }: ListQuery,
  found: Found,
): Promise<number | undefined> {
  const { settings } = queryTarget;
  if (settings.optimizePaginationForSpeed) return undefined;
  if (isLastPage(found.documents, { page, maxResults })) return (page - 1) * maxResults + found.documents.length;
  const countable =
    filter && findNear(filter) ? within(found.lookup, compileCountFilter(filter, queryTarget)) : found.filter;
  return store.count(countable, settings.maxTimeMs);
}

/** A page that is neither full nor beyond the end says itself how many documents there are, and so does one of everything. */
function isLastPage({ length }: readonly unknown[], { page, maxResults }: Paging): boolean {
  return maxResults === 0 || (length < maxResults && (length > 0 || page === 1));
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
