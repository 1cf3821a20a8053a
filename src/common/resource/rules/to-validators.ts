import type { FieldDefinition } from '../fields/field-definition.js';
import { fitsType } from '../types/field-types.js';
import { declareConstraint, declareRequired, type Constraint } from './class-validator.js';
import { isEmpty } from './limits.js';
import { requireReadable } from './regex.js';
import { ruleNamed, rulesOf, type RuleName } from './rules.js';

/** The name under which class-validator reports a value of the wrong type. */
export const TYPE_CONSTRAINT = 'type';

/**
 * Field → rules that class-validator keeps. They say which rule is broken; `checkDocument` says it in the client's words.
 * Throws when a rule is none.
 */
export function toValidators(field: FieldDefinition): readonly PropertyDecorator[] {
  if (field.regex !== undefined) requireReadable(field.regex, field.name);
  const validators = rulesOf(field).map((name) => declareConstraint(constraintOf(name, field)));
  if (field.type !== undefined)
    validators.unshift(declareConstraint({ name: TYPE_CONSTRAINT, test: (value) => fitsType(value, field) }));
  if (field.required === true) validators.push(declareRequired());
  return validators;
}

function constraintOf(name: RuleName, field: FieldDefinition): Constraint {
  const skipsEmpty = field.empty === true && 'skipsEmpty' in ruleNamed(name);
  return { name, test: testOf(name, field), applies: skipsEmpty ? (value) => !isEmpty(value) : undefined };
}

function testOf(name: RuleName, field: FieldDefinition): Constraint['test'] {
  const rule = ruleNamed(name);
  const constraint = field[name];
  if (!('needsContext' in rule)) return (value) => rule.test(value, constraint);
  return (value, context) => {
    if (!context) throw new Error(`${field.name}: the rule ${name} needs the context that only this service gives.`);
    const issue = rule.explain(value, constraint, context);
    if (issue) context.explanations.add(name, issue);
    return issue === undefined;
  };
}
