import type { ValueDefinition } from '../fields/field-definition.js';
import { IssueTree } from './issue-tree.js';
import type { ContextualRule } from './rule.js';
import { issue, type IssueCode } from './validation-issue.js';

type Alternatives = readonly ValueDefinition[];

/** At least one alternative is satisfied. */
export const anyOf = rule('anyof', 'any_of', (satisfied) => satisfied > 0);

/** Every alternative is satisfied. */
export const allOf = rule('allof', 'all_of', (satisfied, all) => satisfied === all);

/** Exactly one alternative is satisfied. */
export const oneOf = rule('oneof', 'one_of', (satisfied) => satisfied === 1);

/** No alternative is satisfied. */
export const noneOf = rule('noneof', 'none_of', (satisfied) => satisfied === 0);

function rule(
  name: string,
  code: Extract<IssueCode, `${string}_of`>,
  isEnough: (satisfied: number, all: number) => boolean,
): ContextualRule<Alternatives> {
  return {
    needsContext: true,
    explain: (_, alternatives, { validateAs }) => {
      const nodes = alternatives.map((alternative) => validateAs(alternative));
      const satisfied = nodes.filter((node) => node === undefined).length;
      if (isEnough(satisfied, alternatives.length)) return undefined;
      const inside = new IssueTree();
      for (const [index, node] of nodes.entries()) if (node) inside.add(`${name} definition ${index}`, node);
      return { issues: [issue(code)], inside };
    },
  };
}
