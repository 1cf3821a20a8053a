import { Reply, type ReplyBounds } from '../../http/reply.js';
import { answerTooLarge, causeOf } from '../query/answer-size.js';
import { timeOf } from '../document/stamp.js';
import { isFresh, type ConditionalHeaders } from '../document/preconditions.js';
import type { ItemQuery } from '../query/list-query.js';
import {
  isAnyMissing,
  newestEmbedded,
  NOTHING_EMBEDDED,
  type EmbeddedDocuments,
  type Item,
} from '../relations/embedded-documents.js';
import type { WriteResponse } from '../operations/embed-written.js';
import { tagWithEmbedded } from '../relations/embedded-tag.js';
import { etagOf } from '../document/etag.js';
import { itemLink } from '../representation/links/links.js';
import type { LinkedResource } from '../representation/links/related-links.js';
import { itemBody } from '../representation/item-body.js';
import { pageBody } from '../representation/page-body.js';
import { writeResponseBody } from '../representation/write-response-body.js';
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
    ...cacheHeaders(resource.definition, isReported(modified, resource) ? 'no-cache' : 'no-store'),
  };
  if (isFresh(datable(headers, item), etag, modified)) return new Reply(304, undefined, validators);
  const reply = new Reply(200, itemBody(item, resource, query), validators, query.pretty);
  return reply.within({
    ...sharing(embedded),
    instead: () => answerTooLarge(query.settings, embedded.length > 0 ? 'embedding' : 'item'),
  });
}

/**
 * Whether a date reports this state from later ones. Where there are no entity tags to do it, a date whose second is not over
 * does not: another write may bear the same one (RFC 9110 §8.8.2.2).
 */
function isReported(modified: Date, { definition }: LinkedResource): boolean {
  return definition.ifMatch || Math.floor(modified.getTime() / 1000) < Math.floor(Date.now() / 1000);
}

/** A document that is missing from the answer may have been deleted just now: no date reports. */
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

/** The parts of a body that become text only once: documents that are shown in place of references. */
function sharing(embedded: readonly EmbeddedDocuments[]): Pick<ReplyBounds, 'shared'> {
  return { shared: embedded.length > 0 ? SHOWN_DOCUMENTS : undefined };
}

/**
 * 201 with what the server gave new documents, `Location` being the (first) one's URL below `root`, the API's own; 200 with that of a
 * changed one, and its validators. The write stands: where its answer is too large it shows references.
 */
export function replyWritten(written: WriteResponse, resource: LinkedResource, root: string): Reply {
  const reply = 'created' in written ? replyCreated(written, resource, root) : replyChanged(written, resource);
  const { embedded } = written;
  if (embedded.length === 0) return reply;
  const instead = (): Reply => replyWritten({ ...written, embedded: NOTHING_EMBEDDED }, resource, root);
  return reply.within({ ...sharing(embedded), instead });
}

type Created = Extract<WriteResponse, { readonly created: unknown }>;
type Changed = Extract<WriteResponse, { readonly changed: unknown }>;

function replyCreated({ created, embedded }: Created, resource: LinkedResource, root: string): Reply {
  const [first] = created;
  const link = first && itemLink(resource, first);
  return new Reply(201, writeResponseBody(created, resource, embedded), link && { location: `${root}/${link.href}` });
}

function replyChanged({ changed, embedded }: Changed, resource: LinkedResource): Reply {
  return new Reply(200, representWritten(changed, resource, embedded), {
    ...tagHeader(etagOf(changed, resource.definition), resource),
    'last-modified': timeOf(changed._updated).toUTCString(),
  });
}

/** 204: done, nothing to say. */
export const NO_CONTENT = new Reply(204);

/** A resource without entity tags (`IF_MATCH` off) reports none. */
function tagHeader(etag: string, { definition }: LinkedResource): Readonly<Record<string, string>> {
  return definition.ifMatch ? { etag: `"${etag}"` } : {};
}
