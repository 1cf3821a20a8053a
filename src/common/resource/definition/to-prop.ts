import { type PropOptions, SchemaFactory } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import type { FieldDefinition, FieldType, ValueDefinition } from './field-definition.js';
import { onlyTypeOf } from './field-types.js';

const { Mixed, ObjectId, Decimal128 } = mongoose.Schema.Types;

const STORED_AS = {
  string: String,
  boolean: Boolean,
  integer: Number,
  float: Number,
  number: Number,
  decimal: Decimal128,
  date: Date,
  datetime: Date,
  objectid: ObjectId,
  dbref: Mixed,
  binary: Buffer,
  dict: Mixed,
  list: [Mixed],
  set: [Mixed],
  container: Mixed,
  point: Mixed,
  multipoint: Mixed,
  linestring: Mixed,
  multilinestring: Mixed,
  polygon: Mixed,
  multipolygon: Mixed,
  geometrycollection: Mixed,
  feature: Mixed,
  featurecollection: Mixed,
} as const satisfies Record<FieldType, unknown>;

/** Field → Mongoose path. Only the stored type and the unique index: what is allowed is decided once, by the validators. */
export function toProp(field: FieldDefinition): PropOptions {
  const type = storedType(field);
  const isUnique = field.unique === true || field.items?.unique === true;
  return isUnique ? { type, index: { unique: true, sparse: true } } : { type };
}

function storedType(value: ValueDefinition): unknown {
  if (value.items) return [storedType(value.items)];
  if (value.model) return subSchema(value.model);
  const type = onlyTypeOf(value);
  return type === undefined ? Mixed : STORED_AS[type];
}

function subSchema(model: new () => object): mongoose.Schema {
  const schema = SchemaFactory.createForClass(model);
  schema.set('_id', false);
  schema.remove('_id');
  return schema;
}
