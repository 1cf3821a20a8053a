import type { PropOptions } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { FieldType } from '../types/field-type.js';
import { onlyTypeOf } from '../types/field-types.js';

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

/** Field → Mongoose path: the stored type and nothing else. What is allowed is decided once, by the validators. */
export function toProp(field: FieldDefinition): PropOptions {
  const type = onlyTypeOf(field);
  return { type: type === undefined ? Mixed : STORED_AS[type] };
}
