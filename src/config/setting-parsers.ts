import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** Decimal digits → number. */
export function parseInteger(text: string): unknown {
  return /^[+-]?\d+$/.test(text) ? Number(text) : text;
}

const SWITCH_WORDS = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
]);

/** `true`, `yes`, `on`, `1` and their opposites → boolean. */
export function parseSwitch(text: string): unknown {
  return SWITCH_WORDS.get(text.toLowerCase()) ?? text;
}

/** Choices are written in lower case and understood in any: `INFO` is `info`. */
export function parseChoice(text: string): string {
  return text.toLowerCase();
}

/** `none` → the empty text. */
export function parseText(text: string): string {
  return isNone(text) ? '' : text;
}

/** `a, b` → `['a', 'b']`; `none` → `[]`. */
export function parseList(text: string): readonly string[] {
  if (isNone(text)) return [];
  return text
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

/** JSON → its value. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A path → an absolute one; a leading `~` is the home directory, which a shell leaves alone after `--flag=`. */
export function parsePath(text: string): string {
  if (text === '') return text;
  return resolve(text.replace(/^~(?=[/\\]|$)/, homedir()));
}

/** A value as somebody would type it: what the parsers read back. */
export function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ') || 'none';
  if (value === null || value === '') return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isNone(text: string): boolean {
  return text.toLowerCase() === 'none';
}
