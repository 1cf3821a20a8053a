import mongoose from 'mongoose';
import type { FieldType } from './field-definition.js';
import { parseDate } from './parse-date.js';

const OBJECT_ID = /^[a-f0-9]{24}$/i;
const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
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
