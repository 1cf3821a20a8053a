import type { ResourceDefinition } from '../definition/resource-definition.js';
import { timeOf } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { etagOf } from './etag.js';
import { collectionLink, HOME_LINK, itemLink, type Links } from './links.js';
import { toQueryString } from './query-string.js';
import { representValue } from './represent-value.js';

/** A document as clients see it. */
export type Representation = Readonly<Record<string, unknown>>;

/** A document in a page: its fields and a link to itself. */
export function representElement(document: StoredDocument, definition: ResourceDefinition): Representation {
  return representDocument(document, definition, selfLink(document, definition));
}

/** A document at its own URL. */
export function representItem(
  document: StoredDocument,
  definition: ResourceDefinition,
  query: ItemQuery,
): Representation {
  return representDocument(document, definition, {
    ...selfLink(document, definition),
    parent: HOME_LINK,
    collection: collectionLink(definition, toQueryString(query, query.page)),
  });
}

/** What a write answers: the fields the server gave, not those the client knows (Eve's bandwidth saver). */
export function representWritten(document: StoredDocument, definition: ResourceDefinition): Representation {
  return {
    _id: representValue(document._id),
    _updated: timeOf(document._updated).toUTCString(),
    _created: timeOf(document._created).toUTCString(),
    _etag: etagOf(document),
    _links: selfLink(document, definition),
    _status: 'OK',
  };
}

/** When a document was last written; the epoch where nobody recorded it. */
export function lastModified({ _updated }: StoredDocument): Date {
  return timeOf(_updated);
}

/** What the resource declares and the server adds; what another program put beside it stays stored and unseen. */
function representDocument(document: StoredDocument, definition: ResourceDefinition, links: Links): Representation {
  const stored = document as Readonly<Record<string, unknown>>;
  const represented: Record<string, unknown> = { _id: representValue(document._id) };
  if (definition.allowUnknown === true) Object.assign(represented, representValue(stored));
  else {
    for (const { name } of definition.fields) if (name in stored) represented[name] = representValue(stored[name]);
  }
  represented['_updated'] = timeOf(document._updated).toUTCString();
  represented['_created'] = timeOf(document._created).toUTCString();
  represented['_etag'] = etagOf(document);
  represented['_links'] = links;
  return represented;
}

/** Another program may have written an id of any type. */
function selfLink({ _id }: StoredDocument, definition: ResourceDefinition): Links {
  return { self: itemLink(definition, String(_id)) };
}
