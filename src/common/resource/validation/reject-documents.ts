import { InsertionFailed, ValidationFailed } from '../../errors/api-error.js';
import { IssueRenderer, type IssueStyle } from './issue-renderer.js';
import type { IssueTree } from '../rules/issue-tree.js';

/** The error that rejects a document that replaces or changes a stored one. */
export function rejectDocument(issues: IssueTree, style: IssueStyle): ValidationFailed {
  const renderer = new IssueRenderer(style);
  const rendered = renderer.render(issues);
  return new ValidationFailed(rendered, renderer.issueCount);
}

/** The error that rejects documents to be created, of which some have issues. */
export function rejectDocuments(issues: readonly IssueTree[], style: IssueStyle): InsertionFailed {
  const renderer = new IssueRenderer(style);
  const rendered = issues.map((tree) => (tree.isClean ? undefined : renderer.render(tree)));
  return new InsertionFailed(rendered, renderer.issueCount);
}
