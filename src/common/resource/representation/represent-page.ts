import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ListQuery } from '../query/list-query.js';
import { collectionLink, HOME_LINK, type Link, type Links } from './links.js';
import { toQueryString } from './query-string.js';
import { NOTHING_EMBEDDED, type EmbeddedDocuments } from './embedded-documents.js';
import type { LinkedResource } from './related-links.js';
import { representElements } from './represent-item.js';

/** One page of a collection, as the store found it. */
export interface Page {
  readonly documents: readonly StoredDocument[];
  /** How many documents there are on all pages. */
  readonly total: number;
  readonly query: ListQuery;
  readonly embedded?: readonly EmbeddedDocuments[];
}

/** A page of documents with links to its neighbours: the wire's collection envelope. */
export function representPage(found: Page, resource: LinkedResource): Readonly<Record<string, unknown>> {
  const { documents, total, query, embedded = NOTHING_EMBEDDED } = found;
  const { itemsName, linksName, metaName } = resource.definition.names;
  return {
    [itemsName]: representElements(documents, resource, embedded),
    [linksName]: pageLinks(found, resource.definition),
    [metaName]: { page: query.page, max_results: query.maxResults, total },
  };
}

function pageLinks({ total, query }: Page, definition: ResourceDefinition): Links {
  const { page, maxResults } = query;
  const linkTo = (target: number, title: string): Link => ({
    ...collectionLink(definition, toQueryString(query, target)),
    title,
  });
  const hasNext = page * maxResults < total;
  return {
    parent: HOME_LINK,
    self: total > 0 ? linkTo(page, definition.title) : collectionLink(definition),
    ...(hasNext && { next: linkTo(page + 1, 'next page'), last: linkTo(Math.ceil(total / maxResults), 'last page') }),
    ...(page > 1 && { prev: linkTo(page - 1, 'previous page') }),
  };
}
