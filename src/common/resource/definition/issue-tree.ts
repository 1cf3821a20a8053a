/** What is wrong with a value: sentences in the order of the rules, then what is wrong inside of it. */
export interface IssueNode {
  readonly messages: string[];
  inside?: IssueTree | undefined;
  /** How many more issues there are in it, which are not kept. */
  uncollected?: number | undefined;
}

/** Most issues that one answer tells: there is no need to keep more of one kind. */
export const MOST_ISSUES = 100;

/**
 * What is wrong with a document by field. One request collects it in one tree, which grows; `IssueRenderer` makes the wire's
 * `_issues` of it at the end. A map, because its names are a client's.
 */
export type IssueTree = Map<string, IssueNode>;

/** Whether anything was found. */
export function isClean(tree: IssueTree): boolean {
  return tree.size === 0;
}

/** Adds what was found about a member to what is known already. */
export function addIssues(tree: IssueTree, name: string, issue: IssueNode): void {
  const known = tree.get(name);
  if (known) joinIssues(known, issue);
  else tree.set(name, issue);
}

/** Adds what was found about the value at a place in the document: member names and list indexes. */
export function addIssueAt(tree: IssueTree, [first = '', ...rest]: readonly string[], message: string): void {
  let node = memberOf(tree, first);
  for (const name of rest) node = memberOf((node.inside ??= new Map<string, IssueNode>()), name);
  node.messages.push(message);
}

/** Adds many issues of one kind: those that an answer can tell are worded, the others counted. */
export function addManyAt<Found extends { readonly issues: IssueTree; readonly at: readonly string[] }>(
  all: readonly Found[],
  wordingOf: (found: Found) => string,
): void {
  for (const found of all.slice(0, MOST_ISSUES)) addIssueAt(found.issues, found.at, wordingOf(found));
  for (const { issues, at } of all.slice(MOST_ISSUES)) {
    const node = memberOf(issues, at[0] ?? '');
    node.uncollected = (node.uncollected ?? 0) + 1;
  }
}

/** Whether anything is known about the value at a place, or about what is in it. */
export function hasIssueAt(tree: IssueTree, place: readonly string[]): boolean {
  let inside: IssueTree | undefined = tree;
  let node: IssueNode | undefined;
  for (const name of place) {
    node = inside?.get(name);
    inside = node?.inside;
  }
  return node !== undefined;
}

function memberOf(tree: IssueTree, name: string): IssueNode {
  const known = tree.get(name);
  if (known) return known;
  const node: IssueNode = { messages: [] };
  tree.set(name, node);
  return node;
}

/** Adds to what is known of a value what else was found about it. */
export function joinIssues(known: IssueNode, { messages, inside, uncollected }: IssueNode): void {
  if (uncollected !== undefined) known.uncollected = (known.uncollected ?? 0) + uncollected;
  for (const message of messages) known.messages.push(message);
  if (known.inside && inside) joinTrees(known.inside, inside);
  else known.inside ??= inside;
}

/** Adds to a tree what is in another one, whose nodes it takes over. */
export function joinTrees(known: IssueTree, other: IssueTree): void {
  for (const [name, node] of other) addIssues(known, name, node);
}
