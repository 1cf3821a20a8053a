import { BadQuery } from '../../../errors/api-error.js';
import type { QuerySettings } from '../query-settings.js';
import { quote } from '../../../text/quote.js';

/** Which part of the documents a client wants. */
export interface Paging {
  /** Counted from 1. */
  readonly page: number;
  /** Documents on a page; 0 is all of them, where a resource has no pages. */
  readonly maxResults: number;
}

const FLOAT = /^\s*[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const INTEGER = /^\s*[+-]?\d+(?:_\d+)*\s*$/;

/** Reads `page` and `max_results` as Eve does (too large is clamped, zero and less is the default), but rejects what is no number. */
export function parsePaging(page: string | undefined, maxResults: string | undefined, settings: QuerySettings): Paging {
  const paging = { page: parsePage(page, settings), maxResults: parseMaxResults(maxResults, settings) };
  if (Number.isSafeInteger(paging.page * Math.max(1, paging.maxResults))) return paging;
  throw new BadQuery(settings.parameters.page, `${settings.parameters.page} is too large: ${quote(page)}`);
}

/** The documents on a page when the client names no number. */
export function defaultMaxResults({ pagination, paginationDefault, paginationLimit }: QuerySettings): number {
  return pagination ? Math.min(paginationDefault, paginationLimit) : 0;
}

function parsePage(text: string | undefined, { parameters, pagination }: QuerySettings): number {
  if (text === undefined || text === '' || !pagination) return 1;
  if (!INTEGER.test(text))
    throw new BadQuery(parameters.page, `${parameters.page} is a whole number, not ${quote(text)}`);
  return Math.abs(toNumber(text)) || 1;
}

function parseMaxResults(text: string | undefined, settings: QuerySettings): number {
  const { parameters, pagination, paginationLimit } = settings;
  if (text === undefined || text === '') return defaultMaxResults(settings);
  const number = FLOAT.test(text) ? Math.trunc(toNumber(text)) : NaN;
  if (!Number.isFinite(number)) {
    throw new BadQuery(parameters.maxResults, `${parameters.maxResults} is a number, not ${quote(text)}`);
  }
  const most = pagination ? paginationLimit : Number.MAX_SAFE_INTEGER;
  return number > 0 ? Math.min(number, most) : defaultMaxResults(settings);
}

/** Python lets digits be grouped by underscores. */
function toNumber(text: string): number {
  return Number(text.replaceAll('_', ''));
}
