import type { ResourceDefinition } from '../definition/resource-definition.js';

/** One HATEOAS link; `href` is relative to the root of the API, as Eve writes it. */
export interface Link {
  readonly title: string;
  readonly href: string;
}

/** Links by relation: the wire's `_links`. */
export type Links = Readonly<Record<string, Link>>;

type Linked = Pick<ResourceDefinition, 'url' | 'title' | 'itemTitle'>;

/** The link to the root of the API. */
export const HOME_LINK: Link = { title: 'home', href: '/' };

/** The link to an item by its id. */
export function itemLink({ url, itemTitle }: Linked, id: string): Link {
  return { title: itemTitle, href: `${url}/${id}` };
}

/** The link to a collection, with a query string when there is one. */
export function collectionLink({ url, title }: Linked, query = ''): Link {
  return { title, href: query === '' ? url : `${url}?${query}` };
}
