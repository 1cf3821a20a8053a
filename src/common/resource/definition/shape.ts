import type { FieldDefinition, MemberRules } from '../fields/field-definition.js';

/** Anything with fields: a resource, a sub-document, or one value on its own. */
export interface Shape extends MemberRules {
  readonly model: new () => object;
  readonly fields: readonly FieldDefinition[];
}
