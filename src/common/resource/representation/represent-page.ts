import { documentOf, type ShownDocument } from '../document/lazy-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { NOTHING_EMBEDDED, type EmbeddedDocuments } from '../relations/embedded-documents.js';
import { pageLinks } from './links/page-links.js';
import type { LinkedResource } from './links/related-links.js';
import { representElements, type Representation } from './represent-item.js';

/** One page of a collection, as the store found it. */
export interface Page {
  readonly documents: readonly ShownDocument[];
  /** How many documents there are on all pages; undefined where nothing is counted. */
  readonly total: number | undefined;
  readonly query: ItemQuery;
  readonly embedded?: readonly EmbeddedDocuments[];
}

/** `total`, and the page and its size under the names of their parameters. */
type PageMeta = Readonly<Record<string, number>>;

/** The wire's collection envelope. */
export type PageRepresentation = Readonly<Record<string, unknown>>;

/** A page of documents with links to its neighbours. */
export function representPage(found: Page, resource: LinkedResource): PageRepresentation {
  const { documents, total, query, embedded = NOTHING_EMBEDDED } = found;
  return envelop(representElements(documents.map(documentOf), resource, embedded), { query, total }, resource);
}

/** Items of any kind as a page. */
export function envelop(
  items: readonly Representation[],
  { query, total }: Pick<Page, 'query' | 'total'>,
  resource: LinkedResource,
): PageRepresentation {
  return { [resource.definition.names.itemsName]: items, ...aroundItems({ query, total }, resource) };
}

/** The members of a page beside its items, and behind them. */
export function aroundItems({ query, total }: Pick<Page, 'query' | 'total'>, resource: LinkedResource): object {
  const { hateoas, names } = resource.definition;
  return {
    ...(hateoas && { [names.linksName]: pageLinks(resource, query, total) }),
    ...(query.settings.pagination && { [names.metaName]: pageMeta(query, total) }),
  };
}

function pageMeta({ page, maxResults, settings: { parameters } }: ItemQuery, total: number | undefined): PageMeta {
  const meta = { [parameters.page]: page, [parameters.maxResults]: maxResults };
  return total === undefined ? meta : { ...meta, total };
}
