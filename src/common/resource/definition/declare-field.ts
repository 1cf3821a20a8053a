import { Prop } from '@nestjs/mongoose';
import { completeField } from './complete-field.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { toProp } from './to-prop.js';
import { toValidators } from '../rules/to-validators.js';

const FIELDS = Symbol('evenest:fields');

/** Makes a field part of a class: its Mongoose path, its validation rules, its place among `fieldsOf` the class. */
export function declareField(prototype: object, definition: FieldDefinition): void {
  const field = completeField(definition);
  Reflect.defineMetadata(FIELDS, [...fieldsOf(prototype.constructor), field], prototype.constructor);
  Prop(toProp(field))(prototype, field.name);
  for (const validator of toValidators(field)) validator(prototype, field.name);
}

/** The fields a decorated class declares, in the order of declaration. */
export function fieldsOf(model: object): readonly FieldDefinition[] {
  return (Reflect.getOwnMetadata(FIELDS, model) as readonly FieldDefinition[] | undefined) ?? [];
}
