import { issue, type IssueCode, type IssueDetails, type ValidationIssue } from './validation-issue.js';

/** The issues of a value in the order of the rules, then those of what is inside of it. */
export interface IssueNode {
  readonly issues: ValidationIssue[];
  inside?: IssueTree | undefined;
}

/** Most issues that one answer reports, and most members of one value whose issues are kept. */
export const MOST_ISSUES = 100;

/**
 * The issues of a document by field. One request collects it in one tree, which grows; `IssueRenderer` makes the wire's
 * `_issues` of it at the end. Of a body with a million mistakes the first are kept, the others are counted.
 */
export class IssueTree {
  /** A map, because its names are a client's; made when there is something to keep: nearly always there is nothing. */
  private nodes: Map<string, IssueNode> | undefined;
  private uncollected = 0;

  /** The collected issues, in the order in which they were found. */
  get entries(): Iterable<readonly [string, IssueNode]> {
    return this.nodes ?? [];
  }

  /** How many more issues there are, which are not kept. */
  get uncollectedCount(): number {
    return this.uncollected;
  }

  /** Whether nothing was found. */
  get isClean(): boolean {
    return this.nodes === undefined && this.uncollected === 0;
  }

  get(name: string): IssueNode | undefined {
    return this.nodes?.get(name);
  }

  /** Adds what was found about a member to what is known already. */
  add(name: string, issue: IssueNode): void {
    const known = this.get(name);
    if (known) joinIssues(known, issue);
    else if (this.isFull) this.uncollected += countIssues(issue);
    else (this.nodes ??= new Map()).set(name, issue);
  }

  /** Adds one issue of a member. */
  report(name: string, found: ValidationIssue): void {
    if (this.isFull && !this.get(name)) this.uncollected += 1;
    else this.add(name, { issues: [found] });
  }

  /** Adds one issue of the value at a place in the document: member names and list indexes. */
  reportAt([first = '', ...rest]: readonly string[], found: ValidationIssue): void {
    if (rest.length === 0) this.report(first, found);
    else if (this.isFull && !this.get(first)) this.uncollected += 1;
    else (this.nodeOf(first).inside ??= new IssueTree()).reportAt(rest, found);
  }

  /** Adds what is in another tree, whose nodes it takes over. */
  join(other: IssueTree): void {
    this.uncollected += other.uncollected;
    for (const [name, node] of other.entries) this.add(name, node);
  }

  /** Whether anything may be wrong with the value at a place, or with what is in it. */
  hasAt([first = '', ...rest]: readonly string[]): boolean {
    const node = this.get(first);
    if (!node) return this.uncollected > 0;
    return rest.length === 0 || (node.inside?.hasAt(rest) ?? false);
  }

  private get isFull(): boolean {
    return this.nodes !== undefined && this.nodes.size >= MOST_ISSUES;
  }

  private nodeOf(name: string): IssueNode {
    const known = this.get(name);
    if (known) return known;
    const node: IssueNode = { issues: [] };
    (this.nodes ??= new Map()).set(name, node);
    return node;
  }
}

/** A value with one issue. */
export function issueNode<Code extends IssueCode>(code: Code, ...details: IssueDetails[Code]): IssueNode {
  return { issues: [issue(code, ...details)] };
}

/** Adds to what is known of a value what else was found about it. */
export function joinIssues(known: IssueNode, { issues, inside }: IssueNode): void {
  for (const one of issues) known.issues.push(one);
  if (known.inside && inside) known.inside.join(inside);
  else known.inside ??= inside;
}

/** The issues inside of a value as its own; nothing where there are none. */
export function nodeOf(inside: IssueTree): IssueNode | undefined {
  return inside.isClean ? undefined : { issues: [], inside };
}

function countIssues({ issues, inside }: IssueNode): number {
  let count = issues.length + (inside?.uncollectedCount ?? 0);
  for (const [, node] of inside?.entries ?? []) count += countIssues(node);
  return count;
}
