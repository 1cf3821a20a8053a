import { BadQuery } from '../../../errors/api-error.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import type { TextFilter } from './filter.js';
import { requireOperators } from './operators.js';
import type { QuerySettings } from '../query-settings.js';
import { quote } from '../../../text/quote.js';
import { NO_NUL } from '../resolve-path.js';

/** Languages that MongoDB's text search can stem. */
// prettier-ignore
const LANGUAGES: ReadonlySet<unknown> = new Set([
  'none', 'da', 'danish', 'nl', 'dutch', 'en', 'english', 'fi', 'finnish', 'fr', 'french', 'de', 'german', 'hu', 'hungarian',
  'it', 'italian', 'nb', 'norwegian', 'pt', 'portuguese', 'ro', 'romanian', 'ru', 'russian', 'es', 'spanish', 'sv', 'swedish',
  'tr', 'turkish',
]);

const PARTS: ReadonlyMap<string, { takes: string; accept: (value: unknown) => boolean }> = new Map([
  ['$search', { takes: 'a string', accept: (value) => typeof value === 'string' }],
  ['$language', { takes: 'a language that MongoDB can stem', accept: (value) => LANGUAGES.has(value) }],
  ['$caseSensitive', { takes: 'true or false', accept: (value) => typeof value === 'boolean' }],
  ['$diacriticSensitive', { takes: 'true or false', accept: (value) => typeof value === 'boolean' }],
]);

/** Reads the operand of `$text`. */
export function parseText(operand: unknown, settings: QuerySettings): TextFilter {
  const { where } = settings.parameters;
  if (!isPlainObject(operand) || !Object.hasOwn(operand, '$search')) {
    throw new BadQuery(where, `operator '$text' expects an object with $search, not ${quote(operand)}`);
  }
  requireOperators(Object.keys(operand), settings);
  for (const [name, value] of Object.entries(operand)) {
    const part = PARTS.get(name);
    if (part === undefined) throw new BadQuery(where, `operator '$text' does not take ${name}`);
    if (typeof value === 'string' && value.includes('\0')) throw new BadQuery(where, `operator '${name}': ${NO_NUL}`);
    if (!part.accept(value)) throw new BadQuery(where, `operator '${name}' expects ${part.takes}, not ${quote(value)}`);
  }
  return { kind: 'text', search: { ...operand } };
}
