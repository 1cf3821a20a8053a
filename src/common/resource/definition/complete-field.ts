import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';

const LOGIC_RULES = ['anyOf', 'allOf', 'oneOf', 'noneOf'] as const;

/** A field whose alternatives say their type: the field's, where they leave it out. */
export function completeField(field: FieldDefinition): FieldDefinition {
  const { type } = field;
  if (type === undefined) return field;
  const completed: Record<string, unknown> = { ...field };
  for (const rule of LOGIC_RULES) {
    const alternatives = field[rule];
    if (alternatives) completed[rule] = alternatives.map((alternative): ValueDefinition => ({ type, ...alternative }));
  }
  return completed as unknown as FieldDefinition; // the field with other alternatives
}
