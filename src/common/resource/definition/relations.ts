import type { DataRelation, FieldDefinition, ValueDefinition } from './field-definition.js';

/** Where documents of a resource refer to documents, and to which. */
export interface Relation extends Required<DataRelation> {
  /** Dotted; lists on the way, and a list at its end, are not part of it. */
  readonly path: string;
  /** Clients cannot change it, nor what it is a part of. */
  readonly readOnly: boolean;
}

/** Every relation among these fields, in sub-documents and lists too. */
export function relationsOf(fields: readonly FieldDefinition[], around: Around = TOP): readonly Relation[] {
  return fields.flatMap((field) =>
    relationsIn(field, { path: around.path + field.name, readOnly: around.readOnly || field.readOnly === true }),
  );
}

type Around = Pick<Relation, 'path' | 'readOnly'>;

const TOP: Around = { path: '', readOnly: false };

function relationsIn({ type, dataRelation, items, fields }: ValueDefinition, at: Around): readonly Relation[] {
  const own = dataRelation ? [{ field: '_id', embeddable: false, ...dataRelation, ...at }] : [];
  if (items) return [...own, ...relationsIn(items, at)];
  return type === 'dict' && fields ? [...own, ...relationsOf(fields, { ...at, path: `${at.path}.` })] : own;
}
