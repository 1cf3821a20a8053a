import type { Issue, Issues } from '../../errors/api-error.js';

/** What is wrong with a value: sentences in the order of the rules, then what is wrong inside of it. */
export interface IssueNode {
  readonly messages: readonly string[];
  readonly inside?: IssueTree | undefined;
}

/** What is wrong with a document by field, as it is collected; `renderIssues` makes the wire's `_issues` of it. */
export type IssueTree = Record<string, IssueNode>;

/** Whether anything was found. */
export function isClean(tree: IssueTree): boolean {
  for (const _name in tree) return false;
  return true;
}

/** Adds what was found about a member to what is known already. */
export function addIssues(tree: IssueTree, name: string, issue: IssueNode): void {
  const known = Object.hasOwn(tree, name) ? tree[name] : undefined;
  const value = known ? joinIssues(known, issue) : issue;
  Object.defineProperty(tree, name, { value, enumerable: true, configurable: true, writable: true }); // also `__proto__`
}

/** What was found about one value twice, as one. */
export function joinIssues(one: IssueNode, other: IssueNode): IssueNode {
  const inside = one.inside && other.inside ? mergeTrees(one.inside, other.inside) : (one.inside ?? other.inside);
  return { messages: [...one.messages, ...other.messages], inside };
}

/** Two trees as one. */
export function mergeTrees(one: IssueTree, other: IssueTree): IssueTree {
  const merged: IssueTree = { ...one };
  for (const [name, node] of Object.entries(other)) addIssues(merged, name, node);
  return merged;
}

/** How issues are told. */
export interface IssueStyle {
  /** Every field has a list, also where one thing is wrong with it. */
  readonly validationErrorAsList?: boolean;
}

/** Issue tree → the wire's `_issues`: what alone is wrong with a field stands alone, unless the style says otherwise. */
export function renderIssues(tree: IssueTree, style: IssueStyle): Record<string, Issue> {
  return Object.fromEntries(Object.entries(tree).map(([name, node]) => [name, renderNode(node, style)]));
}

function renderNode({ messages, inside }: IssueNode, style: IssueStyle): Issue {
  const all: Issue[] = [...messages, ...(inside ? [renderIssues(inside, style)] : [])];
  const [only] = all;
  return style.validationErrorAsList !== true && all.length === 1 && only !== undefined ? only : all;
}

/** Issues that were added after rendering, in the style of those before. */
export function restyle(issues: Issues, style: IssueStyle): Issues {
  if (style.validationErrorAsList !== true) return issues;
  return Object.fromEntries(Object.entries(issues).map(([name, issue]) => [name, toList(issue, style)]));
}

function toList(issue: Issue, style: IssueStyle): Issue {
  const all = Array.isArray(issue) ? (issue as readonly Issue[]) : [issue]; // `isArray` says any[]
  return all.map((one) => (typeof one === 'object' && !Array.isArray(one) ? restyle(one as Issues, style) : one));
}
