import { InsertionFailed, ValidationFailed } from '../../errors/api-error.js';
import { IssueRenderer, type IssueStyle } from '../rules/issue-renderer.js';
import type { IssueTree } from '../rules/issue-tree.js';
import { hasIssues, type Validated } from './validate-document.js';

/** The document, or `ValidationFailed` when anything is wrong with it. */
export function requireValid(validated: Validated, style: IssueStyle): object {
  if (hasIssues(validated)) throw refuseDocument(validated.issues, style);
  return validated.document;
}

/** The refusal of a document that replaces or changes a stored one. */
export function refuseDocument(issues: IssueTree, style: IssueStyle): ValidationFailed {
  const renderer = new IssueRenderer(style);
  const rendered = renderer.render(issues);
  return new ValidationFailed(rendered, renderer.issueCount);
}

/** The refusal of documents to be created, of which some have issues. */
export function refuseDocuments(issues: readonly IssueTree[], style: IssueStyle): InsertionFailed {
  const renderer = new IssueRenderer(style);
  const rendered = issues.map((tree) => (tree.isClean ? undefined : renderer.render(tree)));
  return new InsertionFailed(rendered, renderer.issueCount);
}
