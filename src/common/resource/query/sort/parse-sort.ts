import { BadQuery } from '../../../errors/api-error.js';
import { unparsableClause } from '../parse-json-object.js';
import { PythonCursor } from '../python/python-cursor.js';
import { PythonFault } from '../python/python-tokens.js';
import type { QueryTarget } from '../query-settings.js';
import { quote, showName } from '../../../text/quote.js';
import { queryScope, resolvePath } from '../resolve-path.js';
import type { Sort, SortKey } from './sort.js';

/** MongoDB's own limit. */
const MOST_KEYS = 32;

/** Reads a `sort`: `city,-lastname`, or the literal `[("city", 1), ("lastname", -1)]` in Python or JSON, or `{"city": 1}`. */
export function parseSort(text: string, target: QueryTarget): Sort {
  const { sort: parameter } = target.settings.parameters;
  const keys = /^\s*[[({]/.test(text) ? parseLiteral(text, parameter) : parseList(text, parameter);
  if (keys.length > MOST_KEYS) throw new BadQuery(parameter, `Too many keys in ${parameter}: at most ${MOST_KEYS}`);
  requireSortable(keys, target);
  return keys;
}

function requireSortable(keys: Sort, target: QueryTarget): void {
  const { sort: parameter } = target.settings.parameters;
  const scope = queryScope(target, parameter);
  const seen = new Set<string>();
  let sorted: string | undefined;
  for (const [path] of keys) {
    if (seen.has(path)) throw new BadQuery(parameter, `Repeated field in ${parameter}: ${showName(path)}`);
    seen.add(path);
    const { list } = resolvePath(path, scope);
    if (list !== undefined && sorted !== undefined && list !== sorted) {
      throw new BadQuery(parameter, `MongoDB cannot sort by two lists at once: ${sorted} and ${list}`);
    }
    sorted ??= list;
  }
}

function parseList(text: string, parameter: string): Sort {
  return text.split(',').map((part) => {
    const key = part.trim();
    const path = key.startsWith('-') ? key.slice(1).trim() : key;
    if (path === '') throw unparsableClause(parameter, `${quote(text)} has an empty key`);
    const [, field, order = ''] = /^(\S+)\s+(asc|desc)\w*$/i.exec(path) ?? [];
    if (field === undefined) return [path, path === key ? 1 : -1];
    throw unparsableClause(parameter, `write ${order.toLowerCase() === 'desc' ? '-' : ''}${showName(field)}`);
  });
}

function parseLiteral(text: string, parameter: string): Sort {
  try {
    return new SortLiteralParser(text).parse();
  } catch (error) {
    if (!(error instanceof PythonFault)) throw error;
    throw unparsableClause(parameter, error.message);
  }
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['(', ')'],
]);

class SortLiteralParser {
  private readonly cursor: PythonCursor;

  constructor(text: string) {
    this.cursor = new PythonCursor(text);
  }

  parse(): Sort {
    const keys = this.cursor.take('{')
      ? this.cursor.readList('}', () => this.parseKey(':'))
      : this.cursor.readList(this.open('a list'), () => this.parsePair());
    this.cursor.requireEnd('the end');
    return keys;
  }

  private parsePair(): SortKey {
    const end = this.open('a pair such as ("name", -1)');
    const key = this.parseKey(',');
    this.cursor.take(',');
    this.cursor.require(end);
    return key;
  }

  private parseKey(separator: string): SortKey {
    const path = this.cursor.peek();
    if (path.kind !== 'literal' || typeof path.value !== 'string')
      throw this.cursor.unexpected('a field name in quotes');
    this.cursor.skip();
    this.cursor.require(separator);
    const isDescending = this.cursor.take('-');
    if (!isDescending) this.cursor.take('+');
    const direction = this.cursor.peek();
    if (direction.kind !== 'literal' || direction.value !== 1) throw this.cursor.unexpected('1 or -1');
    this.cursor.skip();
    return [path.value, isDescending ? -1 : 1];
  }

  /** Enters a list or a tuple; answers the bracket that ends it. */
  private open(expected: string): string {
    const { kind, text } = this.cursor.peek();
    const end = kind === 'symbol' ? CLOSING.get(text) : undefined;
    if (end === undefined) throw this.cursor.unexpected(expected);
    this.cursor.skip();
    return end;
  }
}
