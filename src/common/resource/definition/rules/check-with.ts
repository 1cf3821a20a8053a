import type { Check } from '../field-definition.js';
import type { ContextualRule, Surroundings } from './rule.js';

/** Whatever else a value must satisfy: functions that say what is wrong. */
export const checkWith: ContextualRule<Check | readonly Check[]> = {
  looksAround: true,
  holds: (value, checks, around) => complaints(value, checks, around).length === 0,
  find: (value, checks, around) => ({ messages: complaints(value, checks, around) }),
};

function complaints(value: unknown, checks: Check | readonly Check[], { document }: Surroundings): string[] {
  return [checks].flat().flatMap((check) => check(value, document) ?? []);
}
