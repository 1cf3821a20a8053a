import { isSubDocument } from '../../bson/is-sub-document.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { IssueTree } from '../rules/issue-tree.js';
import { valuesAt, type PlacedValue } from '../document/values-at.js';

/** A document whose own rules have been checked; what only the database knows is added to its issues. */
export interface Checked {
  readonly document: object;
  readonly issues: IssueTree;
}

/** The values at a path that can be looked up: none that breaks another rule, and no object of a client's, which would be part of a query. */
export function soundValues({ document, issues }: Checked, path: string): readonly PlacedValue[] {
  return valuesAt(document, path).filter(
    ({ value, at }) => !isPlainObject(value) && !isSubDocument(value) && !issues.hasAt(at),
  );
}
