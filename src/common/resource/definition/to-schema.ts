import { SchemaFactory } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import { fieldsOf } from './declare-field.js';
import type { FieldDefinition, ValueDefinition } from './field-definition.js';
import { resourceOptionsOf } from './resource.decorator.js';

/** Decorated class → Mongoose schema, with the indexes it declares and one for its id and every unique field, however deep it lies. */
export function toSchema(model: new () => object): mongoose.Schema {
  const { indexes = [], idField = '_id' } = resourceOptionsOf(model);
  const schema: mongoose.Schema = SchemaFactory.createForClass(model);
  const unique = new Set([...uniquePaths(fieldsOf(model)), idField]);
  unique.delete('_id'); // of which there is an index in any case
  for (const path of unique) schema.index({ [path]: 1 }, { unique: true, sparse: true });
  for (const keys of indexes) schema.index(keys);
  return schema;
}

/** The paths of all unique fields, as an index names them: without the indexes of lists. */
function uniquePaths(fields: readonly FieldDefinition[]): readonly string[] {
  return fields.flatMap((field) => uniqueIn(field, field.name));
}

function uniqueIn({ unique, items, fields = [] }: ValueDefinition, path: string): readonly string[] {
  const inside = fields.flatMap((field) => uniqueIn(field, `${path}.${field.name}`));
  const paths = [...(unique === true ? [path] : []), ...inside, ...(items ? uniqueIn(items, path) : [])];
  return [...new Set(paths)];
}
