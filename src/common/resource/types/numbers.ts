import mongoose from 'mongoose';
import {
  isInt64,
  isStorableInteger,
  toComparedNumber,
  toInteger,
  toPlainNumber,
  toStoredNumber,
} from '../../bson/exact-numbers.js';
import { isDecimalText } from './string-forms.js';
import { fromString } from './from-string.js';
import type { ValueType } from './value-type.js';

const { Double } = mongoose.mongo.BSON;
const INTEGER_TEXT = /^[+-]?\d+$/;

/** An integer of 64 bits. */
export const INTEGER: ValueType = {
  has: isStorableInteger,
  cast: toIntegral,
  prop: Number,
  property: { type: 'integer' },
  example: 1,
  operand: { name: 'an integer', cast: toIntegralOperand },
  matchedBy: ['number'],
  url: { converter: 'int(signed=True)', schema: { type: 'integer' } },
  kind: 'number',
};

/** A number that is stored as a double, whatever number it is. */
export const FLOAT: ValueType = {
  has: (value) => Number.isFinite(toPlainNumber(value)),
  cast: toFloat,
  prop: Number,
  property: { type: 'number' },
  example: 0.5,
  operand: { name: 'a number', cast: toNumberOperand },
  matchedBy: ['number'],
  url: { converter: 'default' },
  stored: { toStored: toDouble, toWorking: toPlainNumber, unless: ['integer', 'number'] },
  kind: 'number',
};

/** An integer or a double, as JSON has it. */
export const NUMBER: ValueType = {
  has: (value) => Number.isFinite(toPlainNumber(value)) || isStorableInteger(value),
  cast: fromString((text) => (isDecimalText(text) ? toStoredNumber(text) : text)),
  prop: Number,
  property: { type: 'number' },
  example: 1,
  operand: { name: 'a number', cast: toNumberOperand },
  matchedBy: ['number'],
  url: { converter: 'default' },
  kind: 'number',
};

/** `5`, `"5"` and `5.0`. */
function toIntegral(value: unknown): unknown {
  if (typeof value === 'string') return INTEGER_TEXT.test(value) ? toInteger(value) : value;
  const number = toPlainNumber(value);
  if (!Number.isSafeInteger(number)) return value;
  return number === 0 ? 0 : number; // no zero has a sign
}

/** An integer that a double can only come near to stays one, and is rejected. */
function toFloat(value: unknown): unknown {
  if (typeof value === 'string') return isDecimalText(value) ? Number(value) : value;
  if (typeof value === 'bigint') return isInt64(value) && BigInt(Number(value)) === value ? Number(value) : value;
  return toPlainNumber(value);
}

function toDouble(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? new Double(value) : value;
}

function toNumberOperand(value: unknown): number | bigint | undefined {
  const number = typeof value === 'string' && isDecimalText(value) ? toComparedNumber(value) : value;
  if (typeof number === 'bigint') return isInt64(number) ? number : undefined;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A fraction is fine to compare an integer with (`< 99.5`); the text of one is none. */
function toIntegralOperand(value: unknown): number | bigint | undefined {
  return typeof value === 'string' && !INTEGER_TEXT.test(value) ? undefined : toNumberOperand(value);
}
