import { utcFormat, utcParse } from 'd3-time-format';
import { parseDate } from './parse-date.js';

/** How dates are written in documents; they are read in this form too, and in ISO 8601 and RFC 1123 always. */
export interface DateFormat {
  readonly format: (date: Date) => string;
  /** The moment a text names; undefined where it names none. */
  readonly parse: (text: string) => Date | undefined;
}

const RFC_1123 = '%a, %d %b %Y %H:%M:%S GMT';

/** RFC 1123, as HTTP's headers have it. */
export const DEFAULT_DATE_FORMAT: DateFormat = { format: (date) => date.toUTCString(), parse: parseDate };

/** Eve's `DATE_FORMAT`, in the directives of Python's `strftime`, always in UTC. */
export function toDateFormat(pattern: string): DateFormat {
  if (pattern === RFC_1123) return DEFAULT_DATE_FORMAT;
  const specifier = pattern.replace(/%([a-zA-Z%])/g, (directive, letter: string) => DIALECT[letter] ?? directive);
  const parse = utcParse(specifier);
  return { format: utcFormat(specifier), parse: (text) => parse(text) ?? parseDate(text) };
}

/** Directives that d3 writes in another way: the offset, the name of the time zone. */
const DIALECT: Readonly<Record<string, string>> = { z: '%Z', Z: 'UTC' };
