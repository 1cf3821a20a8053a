import { isStorableInteger } from '../../../bson/exact-numbers.js';
import { quote } from '../../../text/quote.js';
import type { OperandKind } from './operators.js';

/** The operators whose operand means the same whatever the field is. */
export type CheckKind = Extract<OperandKind, 'boolean' | 'count' | 'types' | 'modulus' | 'bits'>;

const MAX_INT32 = 2 ** 31 - 1;
const TYPE_NAMES: ReadonlySet<unknown> = new Set([
  'double', 'string', 'object', 'array', 'binData', 'undefined', 'objectId', 'bool', 'date', 'null', 'regex', 'dbPointer',
  'javascript', 'symbol', 'javascriptWithScope', 'int', 'timestamp', 'long', 'decimal', 'minKey', 'maxKey', 'number',
]); // prettier-ignore
const TYPE_NUMBERS: ReadonlySet<unknown> = new Set([...Array.from({ length: 19 }, (_, index) => index + 1), -1, 127]);

const CHECKS = {
  boolean: { takes: 'true or false', accept: isFlag },
  count: { takes: 'a number of elements', accept: isCount },
  types: { takes: 'the name or number of a BSON type, or a list of them', accept: isTypes },
  modulus: { takes: 'a list of an integer divisor (not 0) and an integer remainder', accept: isModulus },
  bits: { takes: 'a bit mask (an integer) or a list of bit positions', accept: isBits },
} as const satisfies Record<CheckKind, { takes: string; accept: (operand: unknown) => boolean }>;

/** Says what is wrong with an operand that needs no schema to be validated; `undefined` when nothing is. */
export function findOperandFault(kind: CheckKind, operator: string, operand: unknown): string | undefined {
  const { takes, accept } = CHECKS[kind];
  return accept(operand) ? undefined : `operator '${operator}' expects ${takes}, not ${quote(operand)}`;
}

function isFlag(operand: unknown): boolean {
  return typeof operand === 'boolean' || operand === 0 || operand === 1;
}

function isCount(operand: unknown): boolean {
  return Number.isInteger(operand) && Number(operand) >= 0 && Number(operand) <= MAX_INT32;
}

function isTypes(operand: unknown): boolean {
  if (Array.isArray(operand))
    return operand.length > 0 && operand.every((type) => !Array.isArray(type) && isTypes(type));
  return TYPE_NAMES.has(operand) || TYPE_NUMBERS.has(operand);
}

function isModulus(operand: unknown): boolean {
  return Array.isArray(operand) && operand.length === 2 && operand.every(isStorableInteger) && operand[0] !== 0;
}

function isBits(operand: unknown): boolean {
  if (Array.isArray(operand)) return operand.every(isCount);
  return isStorableInteger(operand) && Number(operand) >= 0;
}
