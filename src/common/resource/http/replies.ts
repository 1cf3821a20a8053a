import { Reply, type ReplyBounds } from '../../http/reply.js';
import { answerTooLarge, causeOf } from '../operations/answer-size.js';
import { timeOf } from '../document/stamp.js';
import { isFresh, type ConditionalHeaders } from '../document/preconditions.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import {
  isAnyMissing,
  newestEmbedded,
  NOTHING_EMBEDDED,
  type EmbeddedDocuments,
  type Item,
} from '../representation/embedded-documents.js';
import { tagWithEmbedded } from '../representation/embedded-tag.js';
import { etagOf } from '../representation/etag.js';
import { itemLink } from '../representation/links.js';
import type { LinkedResource } from '../representation/related-links.js';
import { itemBody } from '../representation/item-body.js';
import { pageBody } from '../representation/page-body.js';
import { receiptBody } from '../representation/receipt-body.js';
import { representWritten } from '../representation/represent-item.js';
import { lastModified, shownTag, timeOfUpdate } from '../representation/validators.js';
import { SHOWN_DOCUMENTS } from '../representation/represent-embedded.js';
import type { Page } from '../representation/represent-page.js';
import { representResults, type Results } from '../representation/represent-results.js';
import { cacheHeaders } from './cache-headers.js';

/** 200 with the item, or 304 when the client already has this state of it. */
export function replyItem(
  item: Item,
  resource: LinkedResource,
  { headers, query }: { readonly headers: ConditionalHeaders; readonly query: ItemQuery },
): Reply {
  const { document, embedded } = item;
  const modified = lastModified(document, resource.definition, embedded);
  const etag = tagWithEmbedded(shownTag(document, resource.definition), embedded);
  const validators = {
    ...tagHeader(etag, resource),
    'last-modified': modified.toUTCString(),
    ...cacheHeaders(resource.definition, isTold(modified, resource) ? 'no-cache' : 'no-store'),
  };
  if (isFresh(datable(headers, item), etag, modified)) return new Reply(304, undefined, validators);
  const reply = new Reply(200, itemBody(item, resource, query), validators, query.pretty);
  return reply.within({
    ...sharing(embedded),
    instead: () => answerTooLarge(query.settings, embedded.length > 0 ? 'embedding' : 'item'),
  });
}

/**
 * Whether a date tells this state from later ones. Where there are no entity tags to do it, a date whose second is not over
 * does not: another write may bear the same one (RFC 9110 §8.8.2.2).
 */
function isTold(modified: Date, { definition }: LinkedResource): boolean {
  return definition.ifMatch || Math.floor(modified.getTime() / 1000) < Math.floor(Date.now() / 1000);
}

/** A document that is missing from the answer may have been deleted just now: no date tells. */
function datable(headers: ConditionalHeaders, { embedded }: Item): ConditionalHeaders {
  return isAnyMissing(embedded) ? { 'if-none-match': headers['if-none-match'] } : headers;
}

/** 200 with a page; `Last-Modified` is that of its newest document, embedded ones among them. */
export function replyPage(page: Page, resource: LinkedResource): Reply {
  const newestInside = newestEmbedded(page.embedded ?? NOTHING_EMBEDDED).getTime();
  const newest = page.documents.reduce(
    (latest, document) => Math.max(latest, timeOfUpdate(document, resource.definition)),
    newestInside,
  );
  const headers = {
    ...(page.total !== undefined && { [resource.definition.headerTotalCount.toLowerCase()]: String(page.total) }),
    ...(newest > 0 && { 'last-modified': new Date(newest).toUTCString() }),
    ...cacheHeaders(resource.definition),
  };
  const { embedded = NOTHING_EMBEDDED } = page;
  const { settings, pretty } = page.query;
  return new Reply(200, pageBody(page, resource), headers, pretty).within({
    ...sharing(embedded),
    instead: () => answerTooLarge(settings, causeOf(settings, embedded.length > 0)),
  });
}

/** 200 with a page of results, which nobody has written: there is no `Last-Modified`. */
export function replyResults(results: Results, resource: LinkedResource): Reply {
  const headers = cacheHeaders(resource.definition);
  const { settings, pretty } = results.query;
  return new Reply(200, representResults(results, resource), headers, pretty).within({
    instead: () => answerTooLarge(settings, causeOf(settings, false)),
  });
}

/** What of a body is turned into text once: documents that are shown in place of references. */
function sharing(embedded: readonly EmbeddedDocuments[]): Pick<ReplyBounds, 'shared'> {
  return { shared: embedded.length > 0 ? SHOWN_DOCUMENTS : undefined };
}

/** What was written, and what the answer shows in place of references. */
interface Written {
  readonly documents: readonly StoredDocument[];
  readonly embedded: readonly EmbeddedDocuments[];
}

/** 201 with what the server gave the new documents; `Location` is the (first) one's URL below `root`, the API's own. */
export function replyCreated({ documents, embedded }: Written, resource: LinkedResource, root: string): Reply {
  const [first] = documents;
  const link = first && itemLink(resource, first);
  const reply = new Reply(
    201,
    receiptBody(documents, resource, embedded),
    link && { location: `${root}/${link.href}` },
  );
  return reply.within(
    showingLess(embedded, () => replyCreated({ documents, embedded: NOTHING_EMBEDDED }, resource, root)),
  );
}

/** The same of one document. */
interface WrittenItem {
  readonly document: StoredDocument;
  readonly embedded: readonly EmbeddedDocuments[];
}

/** 200 with the new state's server fields and validators. */
export function replyWritten({ document, embedded }: WrittenItem, resource: LinkedResource): Reply {
  const reply = new Reply(200, representWritten(document, resource, embedded), {
    ...tagHeader(etagOf(document, resource.definition), resource),
    'last-modified': timeOf(document._updated).toUTCString(),
  });
  return reply.within(showingLess(embedded, () => replyWritten({ document, embedded: NOTHING_EMBEDDED }, resource)));
}

/** The write stands: where its answer is too large it shows references. */
function showingLess(embedded: readonly EmbeddedDocuments[], instead: () => Reply): ReplyBounds | undefined {
  return embedded.length === 0 ? undefined : { ...sharing(embedded), instead };
}

/** 204: done, nothing to say. */
export const NO_CONTENT = new Reply(204);

/** A resource without entity tags (`IF_MATCH` off) tells of none. */
function tagHeader(etag: string, { definition }: LinkedResource): Readonly<Record<string, string>> {
  return definition.ifMatch ? { etag: `"${etag}"` } : {};
}
