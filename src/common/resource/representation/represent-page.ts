import type { StoredDocument } from '../document/stored-document.js';
import type { ListQuery } from '../query/list-query.js';
import { collectionLink, HOME_LINK, type Link, type Links } from './links.js';
import { toQueryString } from './query-string.js';
import { NOTHING_EMBEDDED, type EmbeddedDocuments } from './embedded-documents.js';
import type { LinkedResource } from './related-links.js';
import { representElements, type Representation } from './represent-item.js';

/** One page of a collection, as the store found it. */
export interface Page {
  readonly documents: readonly StoredDocument[];
  /** How many documents there are on all pages. */
  readonly total: number;
  readonly query: ListQuery;
  readonly embedded?: readonly EmbeddedDocuments[];
}

/** The wire's collection envelope. */
export interface PageRepresentation {
  readonly _items: readonly Representation[];
  readonly _links?: Links;
  readonly _meta: { readonly page: number; readonly max_results: number; readonly total: number };
}

/** A page of documents with links to its neighbours. */
export function representPage(found: Page, resource: LinkedResource): PageRepresentation {
  const { documents, total, query, embedded = NOTHING_EMBEDDED } = found;
  return {
    _items: representElements(documents, resource, embedded),
    ...(resource.definition.hateoas && { _links: pageLinks(found, resource) }),
    _meta: { page: query.page, max_results: query.maxResults, total },
  };
}

function pageLinks({ total, query }: Page, resource: LinkedResource): Links {
  const { page, maxResults } = query;
  const linkTo = (target: number, title: string): Link => ({
    ...collectionLink(resource, toQueryString(query, target)),
    title,
  });
  const hasNext = page * maxResults < total;
  return {
    parent: HOME_LINK,
    self: total > 0 ? linkTo(page, resource.definition.title) : collectionLink(resource),
    ...(hasNext && { next: linkTo(page + 1, 'next page'), last: linkTo(Math.ceil(total / maxResults), 'last page') }),
    ...(page > 1 && { prev: linkTo(page - 1, 'previous page') }),
  };
}
