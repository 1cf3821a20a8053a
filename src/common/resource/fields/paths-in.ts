import type { FieldDefinition, ValueDefinition } from './field-definition.js';

/** The paths of all such fields, however deep they lie, as an index names them: without the places in lists. */
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
