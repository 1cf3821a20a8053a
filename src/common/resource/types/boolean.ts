import { toPlainNumber } from '../../bson/exact-numbers.js';
import type { ValueType } from './value-type.js';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

/** True or false. */
export const BOOLEAN: ValueType = {
  has: (value) => typeof value === 'boolean',
  cast: toBoolean,
  prop: Boolean,
  property: { type: 'boolean' },
  example: true,
  operand: { name: 'true or false', cast: toOperand },
  url: { converter: 'default' },
  kind: 'scalar',
};

function toBoolean(value: unknown): unknown {
  const plain = toPlainNumber(value);
  if (typeof plain !== 'string' && typeof plain !== 'number') return value;
  return BOOLEANS.get(String(plain).toLowerCase()) ?? value;
}

/** The words alone: 1 is a number that a condition may be about. */
function toOperand(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}
