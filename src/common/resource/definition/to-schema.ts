import { SchemaFactory } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import { DefinitionPlace } from '../fields/definition-error.js';
import { resourceOptionsOf } from './resource.decorator.js';

/**
 * Decorated class → Mongoose schema. Its indexes are not Mongoose's: see `indexes/`.
 * @throws DefinitionError for fields that Mongoose does not take
 */
export function toSchema(model: new () => object): mongoose.Schema {
  try {
    return SchemaFactory.createForClass(model);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return DefinitionPlace.ofOption(resourceOptionsOf(model).name, 'schema').reject(error.message);
  }
}
