import mongoose from 'mongoose';
import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isDecimalText } from './string-forms.js';
import type { ValueType } from './value-type.js';

const { Decimal128 } = mongoose.Types;

/** A decimal number of 34 digits; in JSON a string. */
export const DECIMAL: ValueType = {
  has: (value) => value instanceof Decimal128,
  cast: toDecimal,
  prop: mongoose.Schema.Types.Decimal128,
  property: { type: 'string', format: 'decimal' },
  example: '9.99',
  operand: { name: 'a decimal number' },
  matchedBy: ['number'],
  url: { converter: 'default' },
  valueClass: { prototype: Decimal128.prototype, toJson: (value: mongoose.Types.Decimal128) => value.toString() },
  kind: 'number',
};

function toDecimal(value: unknown): unknown {
  const plain = toPlainNumber(value);
  const text = typeof plain === 'number' || typeof plain === 'bigint' ? String(plain) : plain;
  if (typeof text !== 'string' || !isDecimalText(text)) return value;
  try {
    return Decimal128.fromString(text);
  } catch {
    return value; // more digits than a decimal has: only that can be wrong here
  }
}
