import { isString } from 'class-validator';
import { asItIs } from './from-string.js';
import type { ValueType } from './value-type.js';

/** A string. */
export const STRING: ValueType = {
  has: isString,
  cast: asItIs,
  prop: String,
  property: { type: 'string' },
  example: 'text',
  another: (value) => `${String(value)} 2`,
  operand: { name: 'a string' },
  matchedBy: ['string'],
  url: { converter: 'default' },
  newId: (id) => id.toHexString(),
  kind: 'scalar',
};
