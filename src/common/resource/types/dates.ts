import type { DateFormat } from '../../dates/date-format.js';
import type { ValueType } from './value-type.js';

/** A date, which has a time as well. */
export const DATE: ValueType = {
  has: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  cast: toDate,
  prop: Date,
  property: { type: 'string', format: 'http-date' },
  example: 'Mon, 05 Jan 2026 09:30:00 GMT',
  operand: { name: 'a date (RFC 1123 or ISO 8601)' },
  url: { converter: 'default' },
  kind: 'date',
};

/** The same under Eve's other name. */
export const DATETIME: ValueType = { ...DATE, isNullWhenEmpty: true };

function toDate(value: unknown, { parse }: DateFormat): unknown {
  return typeof value === 'string' ? (parse(value) ?? value) : value;
}
