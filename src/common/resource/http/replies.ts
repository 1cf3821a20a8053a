import { Reply } from '../../http/reply.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { isFresh, type ConditionalHeaders } from '../document/preconditions.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { etagOf } from '../representation/etag.js';
import {
  lastModified,
  representItem,
  representWritten,
  type Representation,
} from '../representation/represent-item.js';
import { representPage, type Page } from '../representation/represent-page.js';
import { cacheHeaders, type CachePolicy } from './cache-headers.js';

/** 200 with the item, or 304 when the client already has this state of it. */
export function replyItem(
  document: StoredDocument,
  definition: ResourceDefinition,
  policy: CachePolicy,
  { headers, query }: { readonly headers: ConditionalHeaders; readonly query: ItemQuery },
): Reply {
  const modified = lastModified(document);
  const etag = etagOf(document);
  const validators = { etag: `"${etag}"`, 'last-modified': modified.toUTCString(), ...cacheHeaders(policy) };
  if (isFresh(headers, etag, modified)) return new Reply(304, undefined, validators);
  return new Reply(200, representItem(document, definition, query), validators, query.pretty);
}

/** 200 with a page; `Last-Modified` is that of its newest document. */
export function replyPage(page: Page, definition: ResourceDefinition, policy: CachePolicy): Reply {
  const newest = page.documents.reduce((latest, document) => Math.max(latest, lastModified(document).getTime()), 0);
  const headers = {
    'x-total-count': String(page.total),
    ...(newest > 0 && { 'last-modified': new Date(newest).toUTCString() }),
    ...cacheHeaders(policy),
  };
  return new Reply(200, representPage(page, definition), headers, page.query.pretty);
}

/** 201 with what the server gave the new documents; `Location` is the (first) one's URL. */
export function replyCreated(
  documents: readonly StoredDocument[],
  definition: ResourceDefinition,
  origin: string,
): Reply {
  const represented = documents.map((document) => representWritten(document, definition));
  const [first] = documents;
  const location = first ? { location: `${origin}/${definition.url}/${first._id.toHexString()}` } : {};
  return new Reply(201, oneOrMany(represented), location);
}

/** 200 with the new state's server fields and validators. */
export function replyWritten(document: StoredDocument, definition: ResourceDefinition): Reply {
  return new Reply(200, representWritten(document, definition), {
    etag: `"${etagOf(document)}"`,
    'last-modified': lastModified(document).toUTCString(),
  });
}

/** 204: done, nothing to say. */
export const NO_CONTENT = new Reply(204);

function oneOrMany(represented: readonly Representation[]): unknown {
  return represented.length === 1 ? represented[0] : { _status: 'OK', _items: represented };
}
