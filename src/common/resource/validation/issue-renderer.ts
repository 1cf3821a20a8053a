import type { Issue, Issues } from '../../errors/api-error.js';
import { MOST_ISSUES, type IssueNode, type IssueTree } from '../rules/issue-tree.js';
import { wordsOf } from './issue-words.js';

/** How issues are reported. */
export interface IssueStyle {
  /** Every field has a list, also where one thing is wrong with it. */
  readonly validationErrorAsList?: boolean;
}

/** Makes the wire's `_issues` of the trees of one answer. It words the first hundred issues and counts the others. */
export class IssueRenderer {
  private found = 0;

  constructor(private readonly style: IssueStyle) {}

  /** How many issues there were, where not all of them are reported. */
  get issueCount(): number | undefined {
    return this.found > MOST_ISSUES ? this.found : undefined;
  }

  /** The only issue of a field stands alone, unless the style says otherwise. */
  render(tree: IssueTree): Issues {
    const issues: [string, Issue][] = [];
    for (const [name, node] of tree.entries) {
      const reported = this.renderNode(node);
      const [only] = reported;
      if (only === undefined) continue;
      issues.push([name, reported.length === 1 && this.style.validationErrorAsList !== true ? only : reported]);
    }
    this.found += tree.uncollectedCount;
    return Object.fromEntries(issues);
  }

  private renderNode({ issues, inside }: IssueNode): readonly Issue[] {
    const reported: Issue[] = issues.slice(0, Math.max(0, MOST_ISSUES - this.found)).map(wordsOf);
    this.found += issues.length;
    const members = inside && this.render(inside);
    if (members && Object.keys(members).length > 0) reported.push(members);
    return reported;
  }
}
