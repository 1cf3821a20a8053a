import { Schema } from '@nestjs/mongoose';
import type { ResourceOptions } from './resource-definition.js';

const OPTIONS = Symbol('evenest:resource');

/** Declares a class to be a resource; `ResourceModule.forFeature` then serves it. */
export function Resource(options: ResourceOptions): ClassDecorator {
  return (target) => {
    const collection = options.source ?? options.name;
    // Names such as `errors` are reserved for Mongoose's documents, which the store does not make.
    const suppressReservedKeysWarning = true;
    Schema({
      collection,
      versionKey: false,
      autoIndex: false,
      autoCreate: false,
      minimize: false,
      suppressReservedKeysWarning,
    })(target);
    Reflect.defineMetadata(OPTIONS, options, target);
  };
}

/** The options that the class gave to `@Resource`; a class without it is a mistake of its author. */
export function resourceOptionsOf(model: new () => object): ResourceOptions {
  const options = Reflect.getOwnMetadata(OPTIONS, model) as ResourceOptions | undefined;
  if (!options) throw new Error(`${model.name} is not a resource: put @Resource({ name: '…' }) on the class.`);
  return options;
}
