import { Injectable, type Type } from '@nestjs/common';
import type { JobHandler, JobOptions } from './job-handler.js';

const OPTIONS = Symbol('evenest:job');

/** Declares a class to be a type of job; `JobsModule.forFeature` then lets it run. */
export function Job<Input extends object>(
  options: JobOptions<Input>,
): (target: Type<JobHandler<Input>> | Type<JobHandler<Input, never>>) => void {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(OPTIONS, options, target);
  };
}

/** The options that a class gave to `@Job`; a class without it is a mistake of its author. */
export function jobOptionsOf(handler: Type<unknown>): JobOptions<object> {
  const options = Reflect.getOwnMetadata(OPTIONS, handler) as JobOptions<object> | undefined;
  if (!options) throw new Error(`${handler.name} is no type of job: put @Job({ type: '…', input: … }) on the class.`);
  return options;
}
