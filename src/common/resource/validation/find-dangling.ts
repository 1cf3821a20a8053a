import type { DataRelation } from '../fields/field-definition.js';
import { issueNode, IssueTree, nodeOf, type IssueNode } from '../rules/issue-tree.js';
import type { References } from '../rules/rule.js';

/** The issue of a value that refers to no document; of a list, of those of its elements. */
export function findDangling(value: unknown, relation: DataRelation, references: References): IssueNode | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value)) {
    return references.leads(value, relation) ? undefined : issueNode('no_such_document', value, relation);
  }
  const inside = new IssueTree();
  for (const [index, element] of value.entries()) {
    const issue = findDangling(element, relation, references);
    if (issue) inside.add(String(index), issue);
  }
  return nodeOf(inside);
}
