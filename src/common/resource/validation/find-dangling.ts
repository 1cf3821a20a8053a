import type { DataRelation } from '../fields/field-definition.js';
import { IssueTree, nodeOf, type IssueNode } from '../rules/issue-tree.js';
import { pythonStr } from '../../text/python-repr.js';
import { says, type References } from '../rules/rule.js';
import { representValue } from '../document/represent-value.js';
import { referredValue } from './reference-key.js';

/** What is wrong with a value that refers to no document; of a list, with those of its elements. */
export function findDangling(value: unknown, relation: DataRelation, references: References): IssueNode | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value)) {
    return references.leads(value, relation) ? undefined : says(() => describeMissing(value, relation));
  }
  const inside = new IssueTree();
  for (const [index, element] of value.entries()) {
    const issue = findDangling(element, relation, references);
    if (issue) inside.add(String(index), issue);
  }
  return nodeOf(inside);
}

function describeMissing(value: unknown, { resource, field = '_id' }: DataRelation): string {
  const shown = pythonStr(representValue(referredValue(value)));
  return `value '${shown}' must exist in resource '${resource}', field '${field}'.`;
}
