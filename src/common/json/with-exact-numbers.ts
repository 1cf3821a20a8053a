import { randomUUID } from 'node:crypto';
import { endOfText } from './end-of-text.js';

/** A number of JSON, as it is written → what stands for it. */
export type NumberReader = (text: string) => unknown;

/** Before the text of a number until it is read; nobody can guess it. */
const MARK = randomUUID();

/** Where a number may stand that JavaScript's cannot tell: one of 16 digits, without a fraction after a point, with an exponent, or `-0`. */
const INEXACT = /(?:^|[[,:\s])(?:-0(?![.\d])|-?(?:[\d.]{16}|\d+\.0+(?!\d)|\d+(?:\.\d+)?[eE]))/;
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const STARTS_NUMBER = /[-\d]/;

/**
 * The value of a JSON text, with the numbers that JavaScript's parser cannot tell apart as another reader makes them: integers
 * beyond 2^53, and numbers with a point or an exponent that are whole (`1.0`, `1e3`). `-0`, an integer, is 0. The very value where
 * there are none.
 *
 * @param value what JavaScript's parser made of the text; it may be changed
 */
export function withExactNumbers(json: string, value: unknown, read: NumberReader): unknown {
  if (!INEXACT.test(json)) return value;
  const marked = markNumbers(json);
  return marked === json ? value : readMarked(JSON.parse(marked), read);
}

function markNumbers(json: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charAt(at);
    if (character === '"') at = endOfText(json, at);
    else if (STARTS_NUMBER.test(character)) {
      NUMBER.lastIndex = at;
      const [text = character, fraction, exponent] = NUMBER.exec(json) ?? [];
      const written = fraction === undefined && exponent === undefined ? markInteger(text) : markReal(text);
      if (written !== text) parts.push(json.slice(copied, at), written);
      at += text.length - 1;
      if (written !== text) copied = at + 1;
    }
  }
  return parts.join('') + json.slice(copied);
}

function markInteger(text: string): string {
  if (text === '-0') return '0';
  return text.length < 16 || Number.isSafeInteger(Number(text)) ? text : `"${MARK}${text}"`;
}

function markReal(text: string): string {
  return Number.isInteger(Number(text)) ? `"${MARK}${text}"` : text;
}

/** Without recursion: a parser reads what nests deeper than calls can. */
function readMarked(value: unknown, read: NumberReader): unknown {
  if (isMarked(value)) return read(value.slice(MARK.length));
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, member] of Object.entries(next) as [string, unknown][]) {
      if (isMarked(member)) Reflect.defineProperty(next, name, { value: read(member.slice(MARK.length)) });
      else if (typeof member === 'object' && member !== null) waiting.push(member);
    }
  }
  return value;
}

function isMarked(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(MARK);
}
