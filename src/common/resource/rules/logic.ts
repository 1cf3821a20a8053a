import type { Alternative } from '../fields/field-definition.js';
import { IssueTree } from './issue-tree.js';
import type { ContextualRule } from './rule.js';

type Alternatives = readonly Alternative[];

/** At least one alternative is satisfied. */
export const anyOf = rule('anyof', 'no definitions validate', (satisfied) => satisfied > 0);

/** Every alternative is satisfied. */
export const allOf = rule('allof', "one or more definitions don't validate", (satisfied, all) => satisfied === all);

/** Exactly one alternative is satisfied. */
export const oneOf = rule('oneof', 'none or more than one rule validate', (satisfied) => satisfied === 1);

/** No alternative is satisfied. */
export const noneOf = rule('noneof', 'one or more definitions validate', (satisfied) => satisfied === 0);

function rule(
  name: string,
  message: string,
  isEnough: (satisfied: number, all: number) => boolean,
): ContextualRule<Alternatives> {
  return {
    looksAround: true,
    find: (_, alternatives, { judge }) => {
      const issues = alternatives.map((alternative) => judge(alternative));
      const satisfied = issues.filter((issue) => issue === undefined).length;
      if (isEnough(satisfied, alternatives.length)) return undefined;
      const inside = new IssueTree();
      for (const [index, issue] of issues.entries()) if (issue) inside.add(`${name} definition ${index}`, issue);
      return { messages: [message], inside };
    },
  };
}
