import type { Issue, Issues } from '../../errors/api-error.js';
import { MOST_ISSUES, type IssueNode, type IssueTree } from './issue-tree.js';

/** How issues are told. */
export interface IssueStyle {
  /** Every field has a list, also where one thing is wrong with it. */
  readonly validationErrorAsList?: boolean;
}

/** Makes the wire's `_issues` of the trees of one answer. It tells the first hundred issues and counts the others. */
export class IssueRenderer {
  private found = 0;

  constructor(private readonly style: IssueStyle) {}

  /** How many issues there were, where not all of them are told. */
  get issueCount(): number | undefined {
    return this.found > MOST_ISSUES ? this.found : undefined;
  }

  /** What alone is wrong with a field stands alone, unless the style says otherwise. */
  render(tree: IssueTree): Issues {
    const issues: [string, Issue][] = [];
    for (const [name, node] of tree.entries) {
      const told = this.renderNode(node);
      const [only] = told;
      if (only === undefined) continue;
      issues.push([name, told.length === 1 && this.style.validationErrorAsList !== true ? only : told]);
    }
    this.found += tree.uncollectedCount;
    return Object.fromEntries(issues);
  }

  private renderNode({ messages, inside }: IssueNode): readonly Issue[] {
    const sentences = messages.slice(0, Math.max(0, MOST_ISSUES - this.found));
    const told: Issue[] = sentences.map((sentence) => (typeof sentence === 'string' ? sentence : sentence()));
    this.found += messages.length;
    const members = inside && this.render(inside);
    if (members && Object.keys(members).length > 0) told.push(members);
    return told;
  }
}
