import type { FieldDefinition, ValueDefinition } from './field-definition.js';

/** The paths of all unique fields, however deep they lie, as an index names them: without the places in lists. */
export function uniquePaths(fields: readonly FieldDefinition[]): readonly string[] {
  return fields.flatMap((field) => uniqueIn(field, field.name));
}

function uniqueIn({ unique, items, fields = [] }: ValueDefinition, path: string): readonly string[] {
  const inside = fields.flatMap((field) => uniqueIn(field, `${path}.${field.name}`));
  const paths = [...(unique === true ? [path] : []), ...inside, ...(items ? uniqueIn(items, path) : [])];
  return [...new Set(paths)];
}
