import type { Check } from '../fields/field-definition.js';
import type { ContextualRule } from './rule.js';
import { issue } from './validation-issue.js';

/** Functions that check anything else, and say what is wrong. */
export const checkWith: ContextualRule<Check | readonly Check[]> = {
  needsContext: true,
  explain: (value, checks, { document }) => {
    const messages = [checks].flat().flatMap((check) => check(value, document) ?? []);
    return messages.length > 0 ? { issues: messages.map((message) => issue('custom', message)) } : undefined;
  },
};
