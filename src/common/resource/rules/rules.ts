import { remembered } from '../../remembered.js';
import type { ValidationRules } from '../fields/field-definition.js';
import { checkWith } from './check-with.js';
import { empty, max, maxLength, min, minLength } from './limits.js';
import { allOf, anyOf, noneOf, oneOf } from './logic.js';
import { allowed, contains, forbidden } from './membership.js';
import { dependencies, excludes } from './neighbours.js';
import { regex } from './regex.js';
import type { ContextualRule, Rule } from './rule.js';

/** The name of a validation rule. */
export type RuleName = keyof ValidationRules;

type AnyRule<Constraint> = Rule<Constraint> | ContextualRule<Constraint>;

/** Every validation rule beside the type. */
const RULES = {
  min,
  max,
  minLength,
  maxLength,
  empty,
  allowed,
  forbidden,
  contains,
  regex,
  dependencies,
  excludes,
  anyOf,
  allOf,
  oneOf,
  noneOf,
  checkWith,
} as const satisfies { readonly [Name in RuleName]-?: AnyRule<NonNullable<ValidationRules[Name]>> };

const RULE_NAMES = (Object.keys(RULES) as RuleName[]).toSorted();

const namesOf = new WeakMap<ValidationRules, readonly RuleName[]>();

/** The rule of a name, for a constraint that comes from a field's definition: that it fits is checked where it is declared. */
export function ruleNamed(name: RuleName): AnyRule<unknown> {
  const rules: Readonly<Record<RuleName, unknown>> = RULES;
  return rules[name] as AnyRule<unknown>;
}

/** Whether one of the rules depends on more than the value. */
export function needsContext(definition: ValidationRules): boolean {
  return rulesOf(definition).some((name) => 'needsContext' in RULES[name]);
}

/** The rules of a definition in the order in which a client reads of them: Cerberus's, by name. */
export function rulesOf(definition: ValidationRules): readonly RuleName[] {
  return remembered(namesOf, definition, () => RULE_NAMES.filter((name) => definition[name] !== undefined));
}
