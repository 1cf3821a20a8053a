import { toComparedNumber } from '../../../bson/exact-numbers.js';

/** A piece of Python text, with where it starts. */
export type Token =
  | { readonly kind: 'name' | 'symbol' | 'end'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly text: string; readonly value: string | number | bigint; readonly at: number };

/** Thrown by the readers of Python text: what was expected, and at which character (counted from 1). */
export class PythonFault extends Error {
  constructor(message: string, at: number) {
    super(`${message} at character ${at + 1}`);
  }
}

const SPACE = /\s+/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_.])/uy;
const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;
const SYMBOL = /==|!=|<=|>=|<>|&&|\|\||[<>()[\]{},:=!+-]/y;
const ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/g;
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['0', '\0'],
  ['\\', '\\'],
  ['/', '/'],
  ['"', '"'],
  ["'", "'"],
]);

/** Splits Python text into names (dotted ones whole), literals and symbols; the last token is of kind `end`. */
export function readPythonTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while ((at += match(SPACE, text, at)?.[0].length ?? 0) < text.length) {
    const token = readToken(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function readToken(text: string, at: number): Token {
  const name = match(NAME, text, at);
  if (name) return { kind: 'name', text: name[0], at };
  const number = match(NUMBER, text, at);
  if (number) return { kind: 'literal', text: number[0], value: toComparedNumber(number[0]), at };
  const string = match(STRING, text, at);
  if (string) return { kind: 'literal', text: string[0], value: unescape(string[1] ?? string[2] ?? '', at), at };
  const symbol = match(SYMBOL, text, at);
  if (symbol) return { kind: 'symbol', text: symbol[0], at };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '"' || character === "'") throw new PythonFault('a string without its closing quote', at);
  throw new PythonFault(`unexpected ${JSON.stringify(character)}`, at);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function unescape(text: string, at: number): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (escape: string) => {
    const character = escape.slice(1);
    if (character.length === 1) return ESCAPED.get(character) ?? escape;
    const point = parseInt(character.slice(1), 16);
    if (point > 0x10ffff) throw new PythonFault(`there is no character ${escape}`, at);
    return String.fromCodePoint(point);
  });
}
