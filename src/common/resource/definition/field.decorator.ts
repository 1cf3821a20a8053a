import { Prop } from '@nestjs/mongoose';
import type { FieldDefinition, FieldRules, ValueDefinition } from './field-definition.js';
import { toProp } from './to-prop.js';
import { toValidators } from './to-validators.js';

/** A property decorator that compiles only on a property of the value's type. */
type FieldDecorator<Value> = <Name extends string>(target: { readonly [N in Name]?: Value | null }, name: Name) => void;

type Rules = Omit<FieldRules, 'allowed'>;
type Model<T> = new () => T;

const FIELDS = Symbol('evenest:fields');

/** Declares a field once: from here come the Mongoose path, the validation rules, the OpenAPI property and the query types. */
export const Field = {
  string: (rules: FieldRules = {}) => decorate<string>({ type: 'string', ...rules }),
  integer: (rules: FieldRules = {}) => decorate<number>({ type: 'integer', ...rules }),
  float: (rules: FieldRules = {}) => decorate<number>({ type: 'float', ...rules }),
  number: (rules: FieldRules = {}) => decorate<number>({ type: 'number', ...rules }),
  boolean: (rules: Rules = {}) => decorate<boolean>({ type: 'boolean', ...rules }),
  datetime: (rules: Rules = {}) => decorate<Date>({ type: 'datetime', ...rules }),
  objectid: (rules: Rules = {}) => decorate<object>({ type: 'objectid', ...rules }),
  /** A sub-document; its class declares its own fields. */
  dict: <T extends object>(model: Model<T>, rules: Rules = {}) =>
    decorate<T>({ type: 'dict', model, fields: fieldsOf(model), ...rules }),
  /** A list whose elements all satisfy `items`; the class of a sub-document among them declares its own fields. */
  list: <T>(items: ValueDefinition, rules: Rules = {}) => {
    const element = items.model ? { fields: fieldsOf(items.model), ...items } : items;
    return decorate<readonly T[]>({ type: 'list', items: element, ...shapeOfElement(element), ...rules });
  },
};

/** A class of one field, `element`, so that an element is validated by the same rules as a field. */
function shapeOfElement(items: ValueDefinition): Pick<ValueDefinition, 'model' | 'fields'> {
  class Element {}
  declareField(Element.prototype, { name: 'element', ...items });
  return { model: Element, fields: fieldsOf(Element) };
}

function decorate<Value>(value: ValueDefinition): FieldDecorator<Value> {
  return (target, name) => {
    declareField(target, { name, ...value });
  };
}

function declareField(prototype: object, field: FieldDefinition): void {
  Reflect.defineMetadata(FIELDS, [...fieldsOf(prototype.constructor), field], prototype.constructor);
  Prop(toProp(field))(prototype, field.name);
  for (const validator of toValidators(field)) validator(prototype, field.name);
}

/** The fields a decorated class declares, in the order of declaration. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- what TypeScript calls a class whose constructor it does not know
export function fieldsOf(model: Function): readonly FieldDefinition[] {
  return (Reflect.getOwnMetadata(FIELDS, model) as readonly FieldDefinition[] | undefined) ?? [];
}
