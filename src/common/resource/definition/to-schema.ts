import { SchemaFactory } from '@nestjs/mongoose';
import type mongoose from 'mongoose';

/** Decorated class → Mongoose schema. Its indexes are not Mongoose's: see `indexes/`. */
export function toSchema(model: new () => object): mongoose.Schema {
  return SchemaFactory.createForClass(model);
}
