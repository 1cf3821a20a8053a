import { remembered } from '../../remembered.js';
import type { FieldDefinition } from '../fields/field-definition.js';

/** The fields of a shape as a document is read by them. */
interface FieldsByUse {
  readonly byName: ReadonlyMap<string, FieldDefinition>;
  readonly readOnly: readonly FieldDefinition[];
  /** Those that are filled in where nobody sends them. */
  readonly withDefault: readonly FieldDefinition[];
}

const known = new WeakMap<readonly FieldDefinition[], FieldsByUse>();

/** The fields by what they are asked for with every document, worked out once. */
export function fieldsByUse(fields: readonly FieldDefinition[]): FieldsByUse {
  return remembered(known, fields, () => ({
    byName: new Map(fields.map((field) => [field.name, field])),
    readOnly: fields.filter(({ readOnly }) => readOnly === true),
    withDefault: fields.filter((field) => field.default !== undefined || field.defaultSetter !== undefined),
  }));
}
