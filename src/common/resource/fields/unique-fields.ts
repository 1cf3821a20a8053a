import type { FieldDefinition, ValueDefinition } from './field-definition.js';

/** Whether no two documents of a collection may share such a value; while requests have no users, all are one user's. */
export function isUnique({ unique, uniqueToUser }: ValueDefinition): boolean {
  return unique === true || uniqueToUser === true;
}

/** The paths of all fields that are meant, however deep they lie, as an index names them: without the places in lists. */
export function pathsIn(
  fields: readonly FieldDefinition[],
  isMeant: (value: ValueDefinition) => boolean,
): readonly string[] {
  const pathsOf = (value: ValueDefinition, path: string): readonly string[] => [
    ...(isMeant(value) ? [path] : []),
    ...(value.fields ?? []).flatMap((field) => pathsOf(field, `${path}.${field.name}`)),
    ...(value.items ? pathsOf(value.items, path) : []),
  ];
  return [...new Set(fields.flatMap((field) => pathsOf(field, field.name)))];
}
