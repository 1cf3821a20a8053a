import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { isEqual } from '../../values/is-equal.js';
import { issueNode } from './issue-tree.js';
import type { Rule } from './rule.js';

type Values = readonly unknown[];

/** The only values allowed; of a list its elements, of a sub-document its names. */
export const allowed: Rule<Values> = {
  skipsEmpty: true,
  test: (value, values) => membersOf(value)?.every((member) => includes(values, member)) ?? includes(values, value),
  explain: (value, values) => {
    const members = membersOf(value);
    if (!members) return issueNode('not_allowed', value);
    return issueNode(
      'members_not_allowed',
      members.filter((member) => !includes(values, member)),
    );
  },
};

/** Values that are not allowed; of a list, its elements. */
export const forbidden: Rule<Values> = {
  skipsEmpty: true,
  test: (value, values) =>
    Array.isArray(value) ? !value.some((element) => includes(values, element)) : !includes(values, value),
  explain: (value, values) => {
    if (!Array.isArray(value)) return issueNode('not_allowed', value);
    return issueNode(
      'forbidden_members',
      values.filter((bad) => includes(value, bad)),
    );
  },
};

/** Values that must be among a list's elements, a string's characters or a sub-document's names. */
export const contains: Rule<unknown> = {
  test: (value, wanted) => missingIn(value, wanted).length === 0,
  explain: (value, wanted) => issueNode('missing_members', missingIn(value, wanted)),
};

function missingIn(value: unknown, wanted: unknown): Values {
  const members = typeof value === 'string' ? [...value] : membersOf(value);
  const all: Values = Array.isArray(wanted) ? wanted : [wanted];
  return members ? all.filter((one) => !includes(members, one)) : [];
}

function membersOf(value: unknown): Values | undefined {
  if (Array.isArray(value)) return value as Values;
  return isSubDocument(value) ? Object.keys(value) : undefined;
}

/** 3 and 3.0 are the same number. */
function includes(values: Values, member: unknown): boolean {
  const value = toPlainNumber(member);
  return (
    values.some((one) => one === value) || (typeof value === 'object' && values.some((other) => isEqual(other, value)))
  );
}
