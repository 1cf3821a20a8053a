import { BadQuery } from '../../errors/api-error.js';
import { parseJsonObject } from './parse-json-object.js';
import type { QuerySettings } from './query-settings.js';
import { quote, showName } from '../../text/quote.js';

/** Which relations a client wants as documents (`true`) or as they are stored (`false`), by dotted path. */
export type Embedded = ReadonlyMap<string, boolean>;

/** Each path is a query. */
const MOST_PATHS = 20;

/** Reads `embedded`: `{"author": 1}`. Which of the names are relations is not known here. */
export function parseEmbedded(text: string, { parameters: { embedded: parameter } }: QuerySettings): Embedded {
  const requested = new Map<string, boolean>();
  const entries = Object.entries(parseJsonObject(text, parameter));
  if (entries.length > MOST_PATHS)
    throw new BadQuery(parameter, `Too many paths in ${parameter}: at most ${MOST_PATHS}`);
  for (const [path, value] of entries) {
    if (value !== 0 && value !== 1 && typeof value !== 'boolean') {
      throw new BadQuery(parameter, `${parameter} of ${showName(path)} is 1 or 0, true or false, not ${quote(value)}`);
    }
    requested.set(path, Boolean(value));
  }
  return requested;
}
