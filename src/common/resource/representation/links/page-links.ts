import type { ItemQuery } from '../../query/list-query.js';
import { collectionLink, HOME_LINK, type Link, type Links, type PlacedCollection } from './links.js';
import { toQueryString } from './query-string.js';

/** Links from a page to itself and its neighbours; the question is repeated where something is known to match. */
export function pageLinks(resource: PlacedCollection, query: ItemQuery, total: number | undefined): Links {
  const isEmpty = total === undefined || total === 0;
  return {
    parent: HOME_LINK,
    self: collectionLink(resource, isEmpty ? '' : toQueryString(query, query.page)),
    ...neighbourLinks(resource, query, total),
  };
}

/** Links to the next, the last and the previous page. Where nothing is counted there is always a next one, and never a last. */
export function neighbourLinks(resource: PlacedCollection, query: ItemQuery, total?: number): Links {
  const { page, maxResults, settings } = query;
  if (!settings.pagination) return {};
  const linkTo = (target: number, title: string): Link => ({
    ...collectionLink(resource, toQueryString(query, target)),
    title,
  });
  const isFollowed = total !== undefined && page * maxResults < total;
  return {
    ...((isFollowed || settings.optimizePaginationForSpeed) && { next: linkTo(page + 1, 'next page') }),
    ...(isFollowed && { last: linkTo(Math.ceil(total / maxResults), 'last page') }),
    ...(page > 1 && { prev: linkTo(page - 1, 'previous page') }),
  };
}
