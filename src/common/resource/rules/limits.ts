import mongoose from 'mongoose';
import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import type { Bound } from '../fields/field-definition.js';
import { hasAtLeast, hasAtMost } from './class-validator.js';
import { issueNode } from './issue-tree.js';
import type { Rule } from './rule.js';

/** The lowest value of what has an order; anything else has no lowest value. */
export const min: Rule<Bound> = {
  test: (value, bound) => !(compare(value, bound) < 0),
  explain: (_, bound) => issueNode('min', bound),
};

/** The highest value. */
export const max: Rule<Bound> = {
  test: (value, bound) => !(compare(value, bound) > 0),
  explain: (_, bound) => issueNode('max', bound),
};

/** The fewest characters, elements or members. */
export const minLength: Rule<number> = {
  skipsEmpty: true,
  test: (value, least) => (typeof value === 'string' ? hasAtLeast(value, least) : !(sizeOf(value) < least)),
  explain: (_, least) => issueNode('min_length', least),
};

/** The most characters, elements or members. */
export const maxLength: Rule<number> = {
  skipsEmpty: true,
  test: (value, most) => (typeof value === 'string' ? hasAtMost(value, most) : !(sizeOf(value) > most)),
  explain: (_, most) => issueNode('max_length', most),
};

/** Whether a string, list or sub-document may be empty; characters that nobody can see are nothing. */
export const empty: Rule<boolean> = {
  test: (value, mayBe) => mayBe || !(isEmpty(value) || isInvisible(value)),
  explain: () => issueNode('empty'),
};

/** Whether a string, list or sub-document has nothing in it. */
export function isEmpty(value: unknown): boolean {
  return value === '' || sizeOf(value) === 0;
}

/** Spaces, control characters, what Unicode lets nobody draw (U+200B, U+00AD, U+3164, …), and the few that are drawn as nothing. */
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Control}\u{FFF9}-\u{FFFB}\u{2800}\u{1D159}]*$/u;

function isInvisible(value: unknown): boolean {
  return typeof value === 'string' && INVISIBLE.test(value);
}

/** NaN, which is neither less nor more than anything, for what has no size. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isSubDocument(value) ? Object.keys(value).length : NaN;
}

/** Below, at or above zero as `value` is below, at or above the bound; NaN where they cannot be compared. */
function compare(value: unknown, bound: Bound): number {
  if (typeof value === 'string' && typeof bound === 'string') return value < bound ? -1 : Number(value > bound);
  if (value instanceof Date && bound instanceof Date) return value.getTime() - bound.getTime();
  const number = value instanceof mongoose.Types.Decimal128 ? Number(value.toString()) : toPlainNumber(value);
  if ((typeof number !== 'number' && typeof number !== 'bigint') || typeof bound !== 'number') return NaN;
  return number < bound ? -1 : Number(number > bound);
}
