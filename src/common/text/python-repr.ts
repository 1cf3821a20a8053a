import mongoose from 'mongoose';
import { toPlainNumber } from '../bson/exact-numbers.js';
import { isBsonValue } from '../bson/is-bson-value.js';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value as Python's `repr` writes it, for messages that Eve's clients read. */
export function pythonRepr(given: unknown): string {
  const value = toPlainNumber(given);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (value instanceof Date) return `datetime.datetime(${dateParts(value).join(', ')})`;
  if (isBytes(value)) return bytes(value);
  if (isNamed(value)) return `${value.constructor.name}('${nameOf(value)}')`;
  const members = Object.entries(value).map(([name, member]) => `${quoted(name)}: ${pythonRepr(member)}`);
  return `{${members.join(', ')}}`;
}

/** A value as Python's `str` writes it: text as it is, dates as `2000-01-01 00:00:00`. */
export function pythonStr(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isNamed(value)) return nameOf(value);
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return pythonRepr(value);
  const [day = '', time = ''] = value.toISOString().slice(0, -1).split('T');
  return `${day} ${time.endsWith('.000') ? time.slice(0, -4) : `${time}000`}`;
}

/** `('a',)`, `('a', 'b')` */
export function pythonTuple(values: readonly unknown[]): string {
  return `(${values.map(pythonRepr).join(', ')}${values.length === 1 ? ',' : ''})`;
}

/** `{'a', 'b'}`, in the order given: Python's has none. */
export function pythonSet(values: readonly unknown[]): string {
  return `{${values.map(pythonRepr).join(', ')}}`;
}

/** The name of the class that a value has in Python. */
export function pythonTypeName(value: unknown): string {
  if (typeof value === 'bigint') return 'int';
  if (value instanceof mongoose.mongo.BSON.Double) return 'float';
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  if (value instanceof Date) return 'datetime.datetime';
  if (isBytes(value)) return 'bytes';
  if (isNamed(value)) return value.constructor.name;
  return Array.isArray(value) ? 'list' : 'dict';
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
  const printable = escaped.replaceAll(/[\x00-\x1f\x7f]/g, escape);
  return quote + printable.replaceAll(quote, `\\${quote}`) + quote;
}

/** Binary data that is nothing in particular; a UUID has a class of its own. */
function isBytes(value: unknown): value is mongoose.mongo.Binary {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === mongoose.mongo.Binary.prototype
  );
}

/** A value whose class says in a string what it is: an ObjectId, a decimal, a UUID. The driver's classes have Python's names. */
function isNamed(value: unknown): value is object {
  return isBsonValue(value) && !isBytes(value) && value.toString !== Object.prototype.toString;
}

function nameOf(value: { toString(): string }): string {
  return value.toString();
}

function bytes(value: mongoose.mongo.Binary): string {
  const text = Buffer.from(value.value()).toString('latin1');
  return `b${quoted(text).replaceAll(/[\x80-\xff]/g, escape)}`;
}

function escape(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function number(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Python leaves out seconds and microseconds that are zero. */
function dateParts(date: Date): readonly number[] {
  const [seconds, microseconds] = [date.getUTCSeconds(), date.getUTCMilliseconds() * 1000];
  const minutes = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
  ];
  if (microseconds > 0) return [...minutes, seconds, microseconds];
  return seconds > 0 ? [...minutes, seconds] : minutes;
}
