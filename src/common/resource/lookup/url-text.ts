import { stringifyExactly } from '../../json/stringify-exactly.js';
import { representValue } from '../document/represent-value.js';

/** A value as a URL has it, before what is special in a URL is escaped. */
export function urlText(value: unknown): string {
  const represented = representValue(value);
  return typeof represented === 'string' ? represented : (stringifyExactly(represented) ?? '');
}

/** Whether a part of a URL would lead elsewhere: clients leave such parts out, or take them for a way up (RFC 3986 §5.2.4). */
export function leadsElsewhere(text: string): boolean {
  return text === '' || text === '.' || text === '..';
}
