import type { FieldDefinition } from '../definition/field-definition.js';

/** A field without some of its rules. */
export function withoutRules(field: FieldDefinition, rules: ReadonlySet<string>): FieldDefinition {
  return Object.fromEntries(Object.entries(field).filter(([rule]) => !rules.has(rule))) as FieldDefinition; // its name and type are no rules
}
