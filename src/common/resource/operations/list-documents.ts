import { compileCountFilter, compileFilter, type MongoFilter } from '../query/where/compile-filter.js';
import { findNear } from '../query/where/filter.js';
import { documentOf } from '../document/lazy-document.js';
import type { ListQuery } from '../query/list-query.js';
import type { Paging } from '../query/paging/parse-paging.js';
import type { Order, Sort } from '../query/sort/sort.js';
import type { Page } from '../representation/represent-page.js';
import type { FetchedDocument } from '../hooks/resource.hooks.js';
import { causeOf, rejectLarge } from '../query/answer-size.js';
import { embedDocuments, planEmbedding } from '../relations/embed-documents.js';
import type { Reading, ResourceContext } from './resource-context.js';
import { projectionOf } from './projection-of.js';
import { requireSoundSort } from './require-sound-sort.js';
import { pipe } from '../hooks/run-hooks.js';
import { tagParts } from './tag-parts.js';

/** A resource that does not sort leaves out its own order too, as in Eve. */
const NO_ORDER: Sort = [];

const NO_FILTER: MongoFilter = {};

/** One page of the documents that match, and how many do. Throws `BadQuery` for what the resource cannot answer. */
export async function listDocuments<T extends object>(
  context: ResourceContext<T>,
  query: ListQuery,
  reading: Reading,
): Promise<Page> {
  const { store, hooks, queryTarget } = context;
  const { scope, caller, hookContext } = reading;
  const { settings } = queryTarget;
  const filter = query.filter ? compileFilter(query.filter, queryTarget) : NO_FILTER;
  const projection = projectionOf(context, query);
  const skip = (query.page - 1) * query.maxResults;
  const plan = planEmbedding(context, query);
  await requireSoundSort(context, query.sort);
  const sort = orderOf(query, settings.sorting ? settings.defaultSort : NO_ORDER);
  const { maxAnswerBytes: maxBytes } = settings;
  const found = store.find(scope, { filter, projection, sort, skip, limit: query.maxResults, maxBytes }, caller);
  const documents = await rejectLarge(found, settings, causeOf(settings, false));
  const total = await totalOf(context, query, { ...reading, filter, documents });
  const tagged = projection ? await tagParts(context, documents, reading) : documents;
  if (hooks.afterFetchPage.length === 0 && plan.length === 0) return { documents: tagged, total, query };
  const asked: readonly FetchedDocument<T>[] = tagged.map(documentOf);
  const fetched = await pipe(hooks.afterFetchPage, asked, (hook, handed) => hook(handed, ...hookContext));
  return {
    documents: fetched,
    total,
    query,
    embedded: await embedDocuments(context, plan, { documents: fetched, caller }),
  };
}

/** The query of a page, and its documents. */
interface Found extends Reading {
  readonly filter: MongoFilter;
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
  const countable = filter && findNear(filter) ? compileCountFilter(filter, queryTarget) : found.filter;
  return store.count(found.scope, countable, found.caller);
}

/** A page that is neither full nor beyond the end says itself how many documents there are, and so does one of everything. */
function isLastPage({ length }: readonly unknown[], { page, maxResults }: Paging): boolean {
  return maxResults === 0 || (length < maxResults && (length > 0 || page === 1));
}

/** The requested order; nearest first where the client asks for what is near, else the order of the resource. */
function orderOf({ sort, filter }: ListQuery, defaultSort: Sort): Order {
  if (sort.length > 0) return withTieBreaker(sort);
  return filter && findNear(filter) ? [] : withTieBreaker(defaultSort);
}

/** Documents that tie keep one order from page to page. */
function withTieBreaker(sort: Sort): Order {
  if (sort.length === 0) return 'stable';
  return sort.some(([path]) => path === '_id') ? sort : [...sort, ['_id', 1]];
}
