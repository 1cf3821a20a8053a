import type { PropOptions } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import type { FieldDefinition } from '../fields/field-definition.js';
import { onlyTypeOf } from '../types/field-types.js';
import { TYPES } from '../types/types.js';

/** Field → Mongoose path: the stored type and nothing else. What is allowed is decided once, by the validators. */
export function toProp(field: FieldDefinition): PropOptions {
  const type = onlyTypeOf(field);
  return { type: type === undefined ? mongoose.Schema.Types.Mixed : TYPES[type].prop };
}
