import type { Coercion, CoercionName } from './field-definition.js';
import { pythonRepr, pythonTypeName } from './python-repr.js';

const INTEGER = /^\s*[+-]?\d+(_\d+)*\s*$/;
const FLOAT = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The coercions that a definition can name, with Python's messages for what they cannot do. */
const COERCIONS = {
  int: toInt,
  float: toFloat,
  str: (value: unknown) => (typeof value === 'string' ? value : pythonRepr(value)),
  lower: (value: unknown) => text(value, 'lower').toLowerCase(),
  upper: (value: unknown) => text(value, 'upper').toUpperCase(),
  strip: (value: unknown) => text(value, 'strip').trim(),
} as const satisfies Record<CoercionName, (value: unknown) => unknown>;

/** A value after one coercion. Throws an error that says why there is none. */
export function coerce(value: unknown, coercion: Coercion): unknown {
  return typeof coercion === 'function' ? coercion(value) : COERCIONS[coercion](value);
}

function toInt(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') throw new TypeError(refusal('int()', 'a string, a bytes-like object or', value));
  if (INTEGER.test(value)) return Number(value.replaceAll('_', ''));
  throw new TypeError(`invalid literal for int() with base 10: ${pythonRepr(value)}`);
}

function toFloat(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') throw new TypeError(refusal('float()', 'a string or', value));
  if (FLOAT.test(value)) return Number(value);
  throw new TypeError(`could not convert string to float: ${pythonRepr(value)}`);
}

function refusal(name: string, wanted: string, value: unknown): string {
  return `${name} argument must be ${wanted} a real number, not '${pythonTypeName(value)}'`;
}

function text(value: unknown, method: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`'${pythonTypeName(value)}' object has no attribute '${method}'`);
}
