import { declareField, fieldsOf } from './declare-field.js';
import type { FieldRules, MemberRules, ValueDefinition } from '../fields/field-definition.js';
import type { GeoType } from '../types/geo-types.js';

/** A property decorator that compiles only on a property of the value's type. */
type FieldDecorator<Value> = <Name extends string>(target: { readonly [N in Name]?: Value | null }, name: Name) => void;

type Rules = Omit<FieldRules, 'allowed'>;
type Model<T> = new () => T;

/** Declares a field once: from here come the Mongoose path, the validation rules, the OpenAPI property and the query types. */
export const Field = {
  string: (rules: FieldRules = {}) => decorate<string>({ type: 'string', ...rules }),
  integer: (rules: FieldRules = {}) => decorate<number>({ type: 'integer', ...rules }),
  float: (rules: FieldRules = {}) => decorate<number>({ type: 'float', ...rules }),
  number: (rules: FieldRules = {}) => decorate<number>({ type: 'number', ...rules }),
  decimal: (rules: Rules = {}) => decorate<object>({ type: 'decimal', ...rules }),
  boolean: (rules: Rules = {}) => decorate<boolean>({ type: 'boolean', ...rules }),
  date: (rules: Rules = {}) => decorate<Date>({ type: 'date', ...rules }),
  datetime: (rules: Rules = {}) => decorate<Date>({ type: 'datetime', ...rules }),
  objectid: (rules: Rules = {}) => decorate<object>({ type: 'objectid', ...rules }),
  dbref: (rules: Rules = {}) => decorate<object>({ type: 'dbref', ...rules }),
  /** Sent and served in base 64. */
  binary: (rules: Rules = {}) => decorate<object>({ type: 'binary', ...rules }),
  /** Sent and served as 36 characters. */
  uuid: (rules: Rules = {}) => decorate<object>({ type: 'uuid', ...rules }),
  /** A sub-document; its class declares its own fields. */
  dict: <T extends object>(model: Model<T>, rules: Rules & MemberRules = {}) =>
    decorate<T>({ type: 'dict', model, fields: fieldsOf(model), ...rules }),
  /** A sub-document of any members, which `keysRules` and `valuesRules` may restrict. */
  map: <T>(rules: FieldRules & Pick<ValueDefinition, 'keysRules' | 'valuesRules'> = {}) =>
    decorate<Readonly<Record<string, T>>>({ type: 'dict', ...rules }),
  /** A list whose elements all satisfy `items`; the class of a sub-document among them declares its own fields. */
  list: <T>(items: ValueDefinition, rules: FieldRules = {}) =>
    decorate<readonly T[]>({ type: 'list', items: withFields(items), ...rules }),
  /** A list of as many elements as there are definitions, each for one of them. */
  tuple: <T extends readonly unknown[]>(elements: readonly ValueDefinition[], rules: Rules = {}) =>
    decorate<T>({ type: 'list', elements, ...rules }),
  /** A list in which no element occurs twice. */
  set: <T>(items: ValueDefinition, rules: FieldRules = {}) => decorate<readonly T[]>({ type: 'set', items, ...rules }),
  point: geo('point'),
  multipoint: geo('multipoint'),
  linestring: geo('linestring'),
  multilinestring: geo('multilinestring'),
  polygon: geo('polygon'),
  multipolygon: geo('multipolygon'),
  geometrycollection: geo('geometrycollection'),
  feature: geo('feature'),
  featurecollection: geo('featurecollection'),
  /** A value of several types, or of any: whatever the definition says. */
  of: <T>(definition: ValueDefinition) => decorate<T>(definition),
};

function geo(type: GeoType) {
  return (rules: Rules = {}): FieldDecorator<object> => decorate<object>({ type, ...rules });
}

function withFields(items: ValueDefinition): ValueDefinition {
  return items.model ? { fields: fieldsOf(items.model), ...items } : items;
}

function decorate<Value>(value: ValueDefinition): FieldDecorator<Value> {
  return (target, name) => {
    declareField(target, { name, ...value });
  };
}
