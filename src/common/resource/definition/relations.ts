import type { DataRelation, FieldDefinition, ValueDefinition } from '../fields/field-definition.js';

/** Where documents of a resource refer to documents, and to which. */
export interface Relation extends Required<DataRelation> {
  /** Dotted; lists on the way, and a list at its end, are not part of it. */
  readonly path: string;
}

/** Every relation among these fields that has a path, in sub-documents and lists too. */
export function relationsOf(fields: readonly FieldDefinition[], prefix = ''): readonly Relation[] {
  return fields.flatMap((field) => relationsIn(field, prefix + field.name));
}

function relationsIn({ dataRelation, items, fields }: ValueDefinition, path: string): readonly Relation[] {
  const own = dataRelation ? [{ field: '_id', embeddable: false, ...dataRelation, path }] : [];
  if (items) return [...own, ...relationsIn(items, path)];
  return fields ? [...own, ...relationsOf(fields, `${path}.`)] : own;
}
