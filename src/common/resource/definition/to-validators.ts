import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDefined,
  IsIn,
  isBoolean,
  isDate,
  isInstance,
  isNumber,
  isObject,
  isString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import mongoose from 'mongoose';
import type { FieldDefinition, FieldRules, FieldType } from './field-definition.js';

/** The validation group of the rules that only a whole document (POST, PUT) must satisfy. */
export const WHOLE_DOCUMENT = 'whole document';

/** The group of the changes of a PATCH, which has no rules of its own: class-validator takes no group at all for every group. */
export const CHANGES = 'changes';

/** The name under which class-validator reports a value of the wrong type. */
export const TYPE_CONSTRAINT = 'type';

const HAS_TYPE = {
  string: isString,
  boolean: isBoolean,
  integer: Number.isSafeInteger,
  float: (value) => isNumber(value),
  number: (value) => isNumber(value),
  datetime: isDate,
  objectid: (value) => isInstance(value, mongoose.Types.ObjectId),
  dict: isObject,
  list: Array.isArray,
} as const satisfies Record<FieldType, (value: unknown) => boolean>;

/** Field → class-validator rules, their messages Eve's: a client reads them in `_issues`. */
export function toValidators(field: FieldDefinition): readonly PropertyDecorator[] {
  const validators: PropertyDecorator[] = [isOfType(field.type), ...valueRules(field), ...lengthRules(field)];
  if (field.required === true) validators.push(IsDefined({ groups: [WHOLE_DOCUMENT], message: 'required field' }));
  return validators;
}

function isOfType(type: FieldType): PropertyDecorator {
  return ValidateBy(
    { name: TYPE_CONSTRAINT, validator: { validate: HAS_TYPE[type] } },
    { always: true, message: `must be of ${type} type` },
  );
}

function* valueRules({ allowed, min, max }: FieldRules): Iterable<PropertyDecorator> {
  if (allowed) yield IsIn([...allowed], { always: true, message: 'unallowed value $value' });
  if (min !== undefined) yield Min(min, { always: true, message: `min value is ${min}` });
  if (max !== undefined) yield Max(max, { always: true, message: `max value is ${max}` });
}

function* lengthRules({ type, empty, minLength, maxLength }: FieldDefinition): Iterable<PropertyDecorator> {
  const [atLeast, atMost] = type === 'list' ? [ArrayMinSize, ArrayMaxSize] : [MinLength, MaxLength];
  if (empty === false) yield atLeast(1, { always: true, message: 'empty values not allowed' });
  if (minLength !== undefined) yield atLeast(minLength, { always: true, message: `min length is ${minLength}` });
  if (maxLength !== undefined) yield atMost(maxLength, { always: true, message: `max length is ${maxLength}` });
}
