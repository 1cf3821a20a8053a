import { asItIs } from './from-string.js';
import type { ValueType } from './value-type.js';

/** A string. */
export const STRING: ValueType = {
  has: (value) => typeof value === 'string',
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
