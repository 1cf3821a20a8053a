import type { DateFormat } from '../../dates/date-format.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { canBe } from '../types/field-types.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { parseDate } from '../../dates/parse-date.js';

/** A value as its author wrote it (an example, a default), with the dates in it as the service writes them. */
export function writeDates(value: unknown, definition: ValueDefinition, dates: DateFormat): unknown {
  const { fields, items } = definition;
  if (value instanceof Date) return dates.format(value);
  if (items && Array.isArray(value)) return value.map((element) => writeDates(element, items, dates));
  if (fields && isPlainObject(value)) return writeDatesOf(value, fields, dates);
  if (typeof value !== 'string' || !canBe('date', definition)) return value;
  const date = parseDate(value);
  return date ? dates.format(date) : value;
}

/** The same for the members of a document. */
export function writeDatesOf(
  document: Readonly<Record<string, unknown>>,
  fields: readonly FieldDefinition[],
  dates: DateFormat,
): Record<string, unknown> {
  const written = Object.entries(document).map(([name, value]) => {
    const field = fields.find((declared) => declared.name === name);
    return [name, field ? writeDates(value, field, dates) : value] as const;
  });
  return Object.fromEntries(written);
}
