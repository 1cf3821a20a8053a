import { PreconditionFailed, PreconditionRequired } from '../../errors/api-error.js';
import { isTagOf } from './etag.js';

/** The entity tags a header names, without quotes; `*` stands for any; undefined when the header is absent. */
export type TagList = '*' | readonly string[] | undefined;

const TAG = /(?:W\/)?"([^"]*)"|([^\s,"]+)/g;

/** `If-Match` or `If-None-Match` → tags (RFC 9110 §13.1); an unquoted tag counts too, as with Eve. */
export function parseTagList(header: string | undefined): TagList {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  return [...header.matchAll(TAG)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** Whether writes must be conditional: Eve's `IF_MATCH` and `ENFORCE_IF_MATCH`. */
export interface ConditionPolicy {
  /** `false`: clients see no entity tags. */
  readonly ifMatch: boolean;
  readonly enforceIfMatch: boolean;
}

/** Rejects a write whose `If-Match` is missing where it is needed (428), or names none of the document's state (412). */
export function requireMatch(etag: string, tags: TagList, { ifMatch, enforceIfMatch }: ConditionPolicy): void {
  if (tags === undefined) {
    if (ifMatch && enforceIfMatch) throw new PreconditionRequired();
  } else if (tags !== '*' && !tags.some((tag) => isTagOf(tag, etag))) {
    throw new PreconditionFailed();
  }
}

/** The conditional headers of a GET, as Node lower-cases them. */
export interface ConditionalHeaders {
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
}

/** Whether the client already has this state (304). `If-None-Match` decides alone where it is sent (RFC 9110 §13.2.2). */
export function isFresh(headers: ConditionalHeaders, etag: string, lastModified: Date): boolean {
  const tags = parseTagList(headers['if-none-match']);
  if (tags !== undefined) return tags === '*' || tags.includes(etag);
  const since = headers['if-modified-since'];
  return since !== undefined && lastModified.getTime() <= Date.parse(since); // an unreadable date is ignored: NaN
}
