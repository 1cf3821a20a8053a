import { DATE_DIRECTIVES, type DateDirective } from './date-directives.js';
import { dateOf, type DateParts } from './date-parts.js';
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

/**
 * Eve's `DATE_FORMAT`, in the directives of Python's `strftime` and in its C locale, always in UTC. What has the form of it
 * and names no moment (month 13) is not read as anything else: the day and the month of an ISO date might change places.
 */
export function toDateFormat(pattern: string): DateFormat {
  if (pattern === RFC_1123) return DEFAULT_DATE_FORMAT;
  const tokens = tokensOf(pattern);
  const exact = toRegExp(tokens, ({ shape }) => shape);
  const similar = toRegExp(tokens, ({ shape, digits }) => (digits === undefined ? shape : `\\d{1,${digits}}`));
  const directives = tokens.filter((token) => typeof token !== 'string');
  return {
    format: (date) => tokens.map((token) => (typeof token === 'string' ? token : token.write(date))).join(''),
    parse: (text) => {
      const found = matchWhole(exact, text);
      if (found) return dateOf(partsOf(found, directives));
      return matchWhole(similar, text) ? undefined : parseDate(text);
    },
  };
}

/** Directives that stand for several others, as the C locale has them. */
const COMPOUND: Readonly<Record<string, string>> = { '%c': '%a %b %e %H:%M:%S %Y', '%x': '%m/%d/%y', '%X': '%H:%M:%S' };

type Token = string | DateDirective;

function tokensOf(pattern: string): readonly Token[] {
  const simple = pattern.replaceAll(/%./g, (directive) => COMPOUND[directive] ?? directive);
  return [...simple.matchAll(/%(.)|[^%]+/gs)].map(([text, letter]) =>
    letter === undefined ? text : (DATE_DIRECTIVES.get(letter) ?? letter),
  );
}

/** Each directive is a group; white space stands for any amount of it, and capitals do not count. */
function toRegExp(tokens: readonly Token[], shapeOf: (directive: DateDirective) => string): RegExp {
  const sources = tokens.map((token) => (typeof token === 'string' ? toSource(token) : `(${shapeOf(token)})`));
  return new RegExp(`^${sources.join('')}`, 'i');
}

function toSource(text: string): string {
  return text.replaceAll(/[\\.^$*+?(){}[\]|]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}

/** Python looks for the beginning first, and then whether anything is left. */
function matchWhole(form: RegExp, text: string): readonly string[] | undefined {
  const found = form.exec(text);
  return found?.[0].length === text.length ? found.slice(1) : undefined;
}

function partsOf(texts: readonly string[], directives: readonly DateDirective[]): DateParts {
  return Object.assign({}, ...directives.map(({ read }, index) => read(texts[index] ?? ''))) as DateParts; // each reads some
}
