import { toInteger, toPlainNumber } from '../../bson/exact-numbers.js';
import type { Coercion, CoercionName } from '../fields/field-definition.js';
import { pythonRepr, pythonTypeName } from '../../text/python-repr.js';

const INTEGER = /^\s*[+-]?\d+(_\d+)*\s*$/;
const FLOAT = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The coercions that a definition can name, with Python's messages for what they cannot do. */
const COERCIONS = {
  int: toInt,
  float: toFloat,
  str: (value: unknown) => (typeof value === 'string' ? value : pythonRepr(value)),
  lower: ofText('lower', (text) => text.toLowerCase()),
  upper: ofText('upper', (text) => text.toUpperCase()),
  strip: ofText('strip', (text) => text.trim()),
} as const satisfies Record<CoercionName, (value: unknown) => unknown>;

/** Why a value cannot be coerced. No error is thrown for it: a list may have very many such values. */
export class NotCoercible {
  constructor(readonly reason: string) {}
}

/** A value after one coercion, or why there is none. */
export function coerce(value: unknown, coercion: Coercion): unknown {
  return typeof coercion === 'function' ? coerceBy(coercion, value) : COERCIONS[coercion](value);
}

/** Of a function that a developer wrote the error says why. */
function coerceBy(coercion: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return coercion(value);
  } catch (error) {
    return new NotCoercible(error instanceof Error ? error.message : String(error));
  }
}

function toInt(given: unknown): number | bigint | NotCoercible {
  const value = toPlainNumber(given);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return reject('int()', 'a string, a bytes-like object or', value);
  if (INTEGER.test(value)) return toInteger(value.trim().replaceAll('_', ''));
  return new NotCoercible(`invalid literal for int() with base 10: ${pythonRepr(value)}`);
}

function toFloat(given: unknown): number | NotCoercible {
  const value = toPlainNumber(given);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return reject('float()', 'a string or', value);
  if (FLOAT.test(value)) return Number(value);
  return new NotCoercible(`could not convert string to float: ${pythonRepr(value)}`);
}

function reject(name: string, wanted: string, value: unknown): NotCoercible {
  return new NotCoercible(`${name} argument must be ${wanted} a real number, not '${pythonTypeName(value)}'`);
}

function ofText(method: string, change: (text: string) => string): (value: unknown) => string | NotCoercible {
  return (value) =>
    typeof value === 'string'
      ? change(value)
      : new NotCoercible(`'${pythonTypeName(value)}' object has no attribute '${method}'`);
}
