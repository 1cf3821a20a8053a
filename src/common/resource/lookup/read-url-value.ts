import { DEFAULT_DATE_FORMAT } from '../../dates/date-format.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { fitsType } from '../types/field-types.js';
import { normaliseScalar } from '../validation/normalise-scalar.js';

/** In URLs dates are as everywhere, and lists are none. */
const READING = { autoCreateLists: false, dates: DEFAULT_DATE_FORMAT };

/** A value in a URL as it would be stored: of its type, trimmed and coerced. Undefined where it is none of its field. */
export function readUrlValue(text: string, field: FieldDefinition): unknown {
  const { value, issue } = normaliseScalar(text, field, READING);
  return issue || !fitsType(value, field) || text.includes('\0') ? undefined : value;
}
