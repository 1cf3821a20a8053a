import { Injectable } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
import { SettingsError } from '../../config/settings-error.js';
import type { Issue, Issues } from '../errors/api-error.js';
import { isPlainObject } from '../values/is-plain-object.js';
import type { JobHandler, JobOptions } from './job-handler.js';
import { jobOptionsOf } from './job.decorator.js';

/** A type of job, with the handler that Nest made of it. */
export interface KnownJob extends JobOptions<object> {
  readonly handler: JobHandler<unknown>;
}

/** Knows every type of job of the service. */
@Injectable()
export class JobRegistry {
  private readonly known = new Map<string, KnownJob>();

  /** Throws SettingsError where another class has the type, or nothing says what is to be done. */
  add(handler: JobHandler<unknown>): void {
    const options = jobOptionsOf(handler.constructor as new () => unknown); // what made it
    const { type, thread } = options;
    if (this.known.has(type)) throw new SettingsError([`Two types of jobs are called ${type}.`]);
    if (!thread && !handler.run) throw new SettingsError([`The job ${type} has neither a thread nor run().`]);
    this.known.set(type, { ...options, handler });
  }

  get(type: string): KnownJob | undefined {
    return this.known.get(type);
  }

  /** The words for a type that nobody knows. */
  describeUnknown(type: string): string {
    const names = [...this.known.keys()].sort().join(', ');
    return `No job is of the type '${type}'; known: ${names === '' ? 'none' : names}`;
  }
}

/** A stored or given input → one that its class has validated, or the issues. */
export function readInput(job: KnownJob, given: unknown): { readonly input: object } | { readonly issues: Issues } {
  if (!isPlainObject(given) && !(given instanceof job.input)) return { issues: { input: 'must be an object' } };
  const input = Object.assign(new job.input(), given);
  const errors = validateSync(input, { whitelist: true, forbidNonWhitelisted: true });
  return errors.length === 0 ? { input } : { issues: toIssues(errors) };
}

function toIssues(errors: readonly ValidationError[]): Issues {
  return Object.fromEntries(errors.map((error) => [error.property, toIssue(error)]));
}

function toIssue({ constraints = {}, children = [] }: ValidationError): Issue {
  return children.length > 0 ? toIssues(children) : Object.values(constraints);
}
