import { MAX_PARAMETER_LENGTH } from '../../../max-parameter-length.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import type { UrlRule } from '../../routes/url-rule.js';
import { writeForeign } from '../../lookup/foreign-url-value.js';
import { ownUrlText } from '../../lookup/own-url-text.js';
import { valuesAt } from '../../document/values-at.js';
import { leadsElsewhere, urlText } from '../../lookup/url-value.js';

/** One HATEOAS link; `href` is relative to the root of the API, as Eve writes it. */
export interface Link {
  readonly title: string;
  readonly href: string;
}

/** Links by relation: the wire's `_links`. */
export type Links = Readonly<Record<string, Link>>;

/** A collection at a URL; where that holds values, at one of its URLs. */
export interface PlacedCollection {
  readonly definition: Pick<ResourceDefinition, 'item' | 'itemTitle' | 'readings' | 'title'>;
  readonly url: string;
}

/** The link to the root of the API. */
export const HOME_LINK: Link = { title: 'home', href: '/' };

/** The link to a document; none where it lacks what its URL ends in, or has there what no URL can end in. */
export function itemLink(collection: PlacedCollection, document: object): Link | undefined {
  return linkByValue(collection, memberAt(document, collection.definition.item.path));
}

/** The link to the item whose URL ends in a value; none where there is none, and where it is too long for a URL. */
export function linkByValue({ definition, url }: PlacedCollection, value: unknown): Link | undefined {
  const text = itemText(definition, value);
  if (text === undefined || text.length > MAX_PARAMETER_LENGTH) return undefined;
  return { title: definition.itemTitle, href: `${url}/${encodeURIComponent(text)}` };
}

/** The link by the value of another field, which an additional lookup may find; none where that would be the URL of something else. */
export function linkByOther({ definition, url }: PlacedCollection, value: unknown): Link | undefined {
  const part = inUrl(value);
  return part === undefined ? undefined : { title: definition.itemTitle, href: `${url}/${part}` };
}

/** A document without the member has null there, too. */
function itemText({ item, readings }: PlacedCollection['definition'], value: unknown): string | undefined {
  if (value === undefined || (value === null && item.path !== '_id')) return undefined;
  return ownUrlText(value, item) ?? writeForeign(value, [item, ...readings]);
}

/** The link to a collection, with a query string when there is one. */
export function collectionLink({ definition, url }: PlacedCollection, query = ''): Link {
  return { title: definition.title, href: query === '' ? url : `${url}?${query}` };
}

/** A URL with a value in the place of each parameter; undefined where there is none for one of them. */
export function fillUrl(rule: UrlRule, valueAt: (path: string) => unknown): string | undefined {
  const parts: string[] = [];
  for (const part of rule) {
    const text = typeof part === 'string' ? part : inUrl(valueAt(part.path));
    if (text === undefined) return undefined;
    parts.push(text);
  }
  return parts.join('/');
}

/** The value of a document at a dotted path that leads through no list. */
export function memberAt(document: object, path: string): unknown {
  if (path.includes('.')) return valuesAt(document, path)[0]?.value;
  return (document as Readonly<Record<string, unknown>>)[path]; // any object is a record of its members
}

function inUrl(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = urlText(value);
  return leadsElsewhere(text) ? undefined : encodeURIComponent(text);
}
