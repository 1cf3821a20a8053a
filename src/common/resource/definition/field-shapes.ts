import { remembered } from '../../remembered.js';
import { completeField } from './complete-field.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import type { Shape } from './shape.js';
import { toValidators } from '../rules/to-validators.js';

type Model = new () => object;

const models = new WeakMap<readonly FieldDefinition[], Model>();
const values = new WeakMap<ValueDefinition, Map<string, Shape>>();

/** The shape of a sub-document; what it does not say about its members, the document around it does. */
export function shapeOfDict(definition: ValueDefinition, around: Omit<Shape, 'model' | 'fields'>): Shape | undefined {
  const { fields } = definition;
  if (!fields) return undefined;
  return {
    model: definition.model ?? modelOf(fields),
    fields,
    allowUnknown: definition.allowUnknown ?? around.allowUnknown,
    purgeUnknown: definition.purgeUnknown ?? around.purgeUnknown,
    requireAll: definition.requireAll ?? around.requireAll,
  };
}

/** A shape of one field, so that a value on its own is validated by the same rules as a field. */
export function shapeOfValue(definition: ValueDefinition, name: string): Shape {
  const byName = remembered(values, definition, () => new Map<string, Shape>());
  return remembered(byName, name, () => toShape([completeField({ ...definition, name })]));
}

function toShape(fields: readonly FieldDefinition[]): Shape {
  return { model: modelOf(fields), fields };
}

/** A class that validates these fields and nothing else: they are stored as part of another one. */
function modelOf(fields: readonly FieldDefinition[]): Model {
  return remembered(models, fields, () => {
    class Value {}
    for (const field of fields) for (const validator of toValidators(field)) validator(Value.prototype, field.name);
    return Value;
  });
}
