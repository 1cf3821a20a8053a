import type { Issues } from '../../errors/api-error.js';
import { isSubDocument } from '../definition/field-types.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { restyle, type IssueStyle } from '../definition/issue-tree.js';
import { addIssue, issueAt } from './add-issue.js';
import { valuesAt, type PlacedValue } from './values-at.js';

/** A document whose own rules have been checked; what only the database knows comes next. */
export interface Checked {
  readonly document: object;
  readonly issues: Issues;
}

/** What the database had against a value, and where that is in its document. */
export interface FoundIssue {
  readonly at: readonly string[];
  readonly issue: string;
}

/** The values at a path that can be looked up: none that breaks another rule, and no object of a client's, which would be part of a query. */
export function soundValues({ document, issues }: Checked, path: string): readonly PlacedValue[] {
  return valuesAt(document, path).filter(
    ({ value, at }) => !isPlainObject(value) && !isSubDocument(value) && issueAt(issues, at) === undefined,
  );
}

/** The document with these issues beside those it has, told in the style of its resource. */
export function withIssues<C extends Checked>(checked: C, found: readonly FoundIssue[], style: IssueStyle): C {
  if (found.length === 0) return checked;
  const issues = found.reduce<Issues>((known, { at, issue }) => addIssue(known, at, issue), checked.issues);
  return { ...checked, issues: restyle(issues, style) };
}
