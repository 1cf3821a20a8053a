import mongoose from 'mongoose';
import type { FieldType } from './field-definition.js';

const OBJECT_ID = /^[a-f0-9]{24}$/i;
const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const RFC_1123 = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const BOOLEANS: Readonly<Record<string, boolean>> = { '1': true, true: true, '0': false, false: false };

/** How text becomes a value of each type; text that does not fit stays text, and the type rule then refuses it. */
const FROM_TEXT = {
  string: (text) => text,
  boolean: (text) => BOOLEANS[text.toLowerCase()] ?? text,
  integer: (text) => (INTEGER.test(text) ? Number(text) : text),
  float: (text) => (DECIMAL.test(text) ? Number(text) : text),
  number: (text) => (DECIMAL.test(text) ? Number(text) : text),
  datetime: (text) => parseDate(text) ?? text,
  objectid: (text) => (OBJECT_ID.test(text) ? new mongoose.Types.ObjectId(text) : text),
  dict: (text) => text,
  list: (text) => text,
} as const satisfies Record<FieldType, (text: string) => unknown>;

/** A value as its field's type stores it, where text says so without loss (`"48"` for an integer, RFC 1123 for a date). */
export function castValue(value: unknown, type: FieldType): unknown {
  return typeof value === 'string' ? FROM_TEXT[type](value) : value;
}

/** An RFC 1123 or ISO 8601 date, UTC unless it says otherwise; undefined when the text is neither. */
export function parseDate(text: string): Date | undefined {
  if (!RFC_1123.test(text) && !ISO_8601.test(text)) return undefined;
  const hasZone = RFC_1123.test(text) || /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const date = new Date(hasZone ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
