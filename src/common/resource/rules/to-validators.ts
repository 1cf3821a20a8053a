import { IsDefined, ValidateBy, type ValidationArguments } from 'class-validator';
import type { FieldDefinition } from '../fields/field-definition.js';
import { fitsType } from '../types/field-types.js';
import { isEmpty } from './limits.js';
import { requireReadable } from './regex.js';
import { ruleNamed, rulesOf, type RuleName } from './rules.js';
import { surroundingsIn, type PlacedArguments } from './surroundings.js';

/** The name under which class-validator reports a value of the wrong type. */
export const TYPE_CONSTRAINT = 'type';

/**
 * Field → class-validator rules. They say which rule is broken; `checkDocument` says it in the client's words. Throws
 * when a rule is none.
 */
export function toValidators(field: FieldDefinition): readonly PropertyDecorator[] {
  if (field.regex !== undefined) requireReadable(field.regex, field.name);
  const validators = rulesOf(field).map((name) => validatorOf(name, field));
  if (field.type !== undefined) validators.unshift(typeValidator(field));
  if (field.required === true) validators.push(IsDefined());
  return validators;
}

function typeValidator(field: FieldDefinition): PropertyDecorator {
  return ValidateBy({ name: TYPE_CONSTRAINT, validator: { validate: (value) => fitsType(value, field) } });
}

function validatorOf(name: RuleName, field: FieldDefinition): PropertyDecorator {
  const skipsEmpty = field.empty === true && 'skipsEmpty' in ruleNamed(name);
  return ValidateBy(
    { name, validator: { validate: toPredicate(name, field) } },
    skipsEmpty ? { validateIf: (_document, value) => !isEmpty(value) } : {},
  );
}

type Predicate = (value: unknown, args?: ValidationArguments) => boolean;

function toPredicate(name: RuleName, field: FieldDefinition): Predicate {
  const rule = ruleNamed(name);
  const constraint = field[name];
  if (!('looksAround' in rule)) return (value) => rule.holds(value, constraint);
  return (value, args) => {
    const around = surroundingsIn(args as PlacedArguments); // the service's own, or class-validator's without surroundings
    const issue = rule.find(value, constraint, around);
    if (issue) around.found.add(name, issue);
    return issue === undefined;
  };
}
