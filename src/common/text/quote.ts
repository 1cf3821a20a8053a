import { JsonNumber } from '../json/json-number.js';
import { stringifyExactly } from '../json/stringify-exactly.js';

const LONGEST = 60;

/** Quotes what a client sent inside a message: as JSON, on one line, cut when long. */
export function quote(value: unknown): string {
  // JSON has no infinity: it would read `null`.
  if (typeof value === 'number') return String(value);
  const text = stringifyExactly(value, toShown) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function toShown(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? new JsonNumber(String(value)).toJSON() : value;
}

/** Shows a name a client sent: as it is when it is an ordinary one, quoted otherwise. */
export function showName(name: string): string {
  return /^[\w.$-]{1,60}$/.test(name) ? name : quote(name);
}
