import { DEFAULT_DATE_FORMAT } from '../../dates/date-format.js';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import { representValue } from '../document/represent-value.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { fitsType } from '../types/field-types.js';
import { normaliseScalar } from '../validation/normalise-scalar.js';

/** In URLs dates are as everywhere, and lists are none. */
const READING = { autoCreateLists: false, dates: DEFAULT_DATE_FORMAT };

/** A value as a URL has it, before what is special in a URL is escaped. */
export function urlText(value: unknown): string {
  const represented = representValue(value);
  return typeof represented === 'string' ? represented : (stringifyExactly(represented) ?? '');
}

/** Whether a part of a URL would lead elsewhere: clients leave such parts out, or take them for a way up (RFC 3986 §5.2.4). */
export function leadsElsewhere(text: string): boolean {
  return text === '' || text === '.' || text === '..';
}

/** A value in a URL as it would be stored: of its type, trimmed and coerced. Undefined where it is none of its field. */
export function readUrlValue(text: string, field: FieldDefinition): unknown {
  const { value, issue } = normaliseScalar(text, field, READING);
  return issue || !fitsType(value, field) || text.includes('\0') ? undefined : value;
}
