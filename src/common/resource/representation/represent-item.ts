import type { ResourceDefinition } from '../definition/resource-definition.js';
import { EPOCH, timeOf } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { etagOf } from './etag.js';
import { collectionLink, HOME_LINK, itemLink, type Links } from './links.js';
import { toQueryString } from './query-string.js';
import { representMembers, representValue } from './represent-value.js';

/** A document as clients see it. */
export type Representation = Readonly<Record<string, unknown>>;

/** A document in a page: its fields and a link to itself. */
export function representElement(document: StoredDocument, definition: ResourceDefinition): Representation {
  return { ...representDocument(document), _links: selfLink(document, definition) };
}

/** A document at its own URL. */
export function representItem(
  document: StoredDocument,
  definition: ResourceDefinition,
  query: ItemQuery,
): Representation {
  return {
    ...representDocument(document),
    _links: {
      ...selfLink(document, definition),
      parent: HOME_LINK,
      collection: collectionLink(definition, toQueryString(query, query.page)),
    },
  };
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

function representDocument(document: StoredDocument): Record<string, unknown> {
  const represented = representMembers(document);
  represented['_updated'] ??= EPOCH.toUTCString();
  represented['_created'] ??= EPOCH.toUTCString();
  represented['_etag'] ??= etagOf(document);
  return represented;
}

/** Another program may have written an id of any type. */
function selfLink({ _id }: StoredDocument, definition: ResourceDefinition): Links {
  return { self: itemLink(definition, String(_id)) };
}
