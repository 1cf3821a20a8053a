import { isInt64, toPlainNumber } from '../../bson/exact-numbers.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { ownMember } from '../../values/own-member.js';
import { issueNode, IssueTree, nodeOf, type IssueNode } from '../rules/issue-tree.js';

/** MongoDB stores documents 100 levels deep; a third of that leaves room for what is around. */
const DEEPEST = 33;
/** An operator, the end of the name, a prototype; and what the driver takes for a BSON value's mark, whoever wrote it. */
const NUL = '\0';
const UNSTORABLE_NAME = /^\$|\0|^__proto__$|^_bsontype$/;

/** Whether a member can be called so without MongoDB taking it for something else. */
export function isStorableName(name: string): boolean {
  return !UNSTORABLE_NAME.test(name);
}

/**
 * Issues of a value whatever its definition allows: more levels than are stored, which nothing behind this may
 * have to walk through, a number beyond all numbers (`1e400` is JSON), or a text that ends where other programs look for its end.
 */
export function findImpossible(value: unknown): IssueNode | undefined {
  return isTooDeep(value, DEEPEST) ? issueNode('too_deep') : findImpossibleScalar(value);
}

function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((element) => isTooDeep(element, levels - 1));
  for (const name in value) if (isTooDeep(ownMember(value, name), levels - 1)) return true;
  return false;
}

/** Numbers that no field may hold: MongoDB has integers of 64 bits. */
export function findTooLarge(value: unknown): IssueNode | undefined {
  return typeof value === 'bigint' && !isInt64(value) ? issueNode('integer_too_large') : undefined;
}

function findImpossibleScalar(value: unknown): IssueNode | undefined {
  if (typeof value === 'string') return value.includes(NUL) ? issueNode('nul_character') : undefined;
  const number = toPlainNumber(value);
  return typeof number === 'number' && !Number.isFinite(number) ? issueNode('not_finite') : undefined;
}

/** Issues of a value that no definition describes: parts that MongoDB could not store, or JSON not show again. */
export function findUnstorable(value: unknown, depth = 1): IssueNode | undefined {
  const isList = Array.isArray(value);
  if (!isList && !isPlainObject(value)) return findImpossibleScalar(value) ?? findTooLarge(value);
  if (depth > DEEPEST) return issueNode('too_deep');
  let inside: IssueTree | undefined;
  for (const name of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name]; // a list's names are its indexes
    const issue = isList || isStorableName(name) ? findUnstorable(member, depth + 1) : issueNode('unknown');
    if (issue) (inside ??= new IssueTree()).add(name, issue);
  }
  return inside && nodeOf(inside);
}
