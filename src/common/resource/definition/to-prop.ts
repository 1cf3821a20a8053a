import { type PropOptions, SchemaFactory } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import type { FieldDefinition, FieldType, ValueDefinition } from './field-definition.js';

const STORED_AS = {
  string: String,
  boolean: Boolean,
  integer: Number,
  float: Number,
  number: Number,
  datetime: Date,
  objectid: mongoose.Schema.Types.ObjectId,
  dict: mongoose.Schema.Types.Mixed,
  list: [mongoose.Schema.Types.Mixed],
} as const satisfies Record<FieldType, unknown>;

/** Field → Mongoose path. Only the stored type and the unique index: what is allowed is decided once, by the validators. */
export function toProp(field: FieldDefinition): PropOptions {
  const type = storedType(field);
  return field.unique === true ? { type, index: { unique: true, sparse: true } } : { type };
}

function storedType(value: ValueDefinition): unknown {
  if (value.items) return [storedType(value.items)];
  if (value.model) return subSchema(value.model);
  return STORED_AS[value.type];
}

function subSchema(model: new () => object): mongoose.Schema {
  const schema = SchemaFactory.createForClass(model);
  schema.set('_id', false);
  schema.remove('_id');
  return schema;
}
