import { Field, Resource } from '../resource/index.js';
import type { JobState } from './job-handler.js';

/** The reason why a job failed. */
export class JobFailure {
  @Field.string({ example: 'The file is not CSV.' })
  message!: string;

  @Field.map({ description: 'By field, as in `_issues` of a rejected request.' })
  issues?: Readonly<Record<string, unknown>>;
}

/** Work that the service does in the background. Clients read it and cancel it; only `Jobs` writes it. */
@Resource({
  name: 'jobs',
  itemTitle: 'job',
  description: 'Work in the background: its state, how far it is, and what came out.',
  resourceMethods: ['GET'],
  itemMethods: ['GET'],
  cacheControl: 'no-cache',
  cacheExpires: 0,
  defaultSort: '[("_id", -1)]',
  // The input of a job and its client are nobody else's business.
  projection: {
    type: 1,
    state: 1,
    attempt: 1,
    progress: 1,
    message: 1,
    result: 1,
    error: 1,
    started_at: 1,
    ended_at: 1,
  },
  indexes: [{ due_at: 1 }, { client: 1, state: 1 }, { keys: { expires_at: 1 }, expireAfterSeconds: 0 }],
})
export class Job {
  @Field.string({ example: 'train-model', description: 'The kind of work.' })
  type!: string;

  @Field.string({ allowed: ['queued', 'running', 'succeeded', 'failed', 'cancelled'], example: 'running' })
  state!: JobState;

  @Field.integer({ example: 1, description: 'How many times it was begun.' })
  attempt!: number;

  @Field.float({ min: 0, max: 1, example: 0.4, description: 'How much of it is done, from 0 to 1.' })
  progress!: number;

  @Field.string({ example: 'fold 2 of 5', description: 'What is being done.' })
  message?: string;

  @Field.of<unknown>({ description: 'What came out, once it has succeeded.' })
  result?: unknown;

  @Field.dict(JobFailure, { description: 'Why it failed.' })
  error?: JobFailure;

  @Field.datetime({ description: 'When it was first begun.' })
  started_at?: Date;

  @Field.datetime({ description: 'When it succeeded, failed or was cancelled.' })
  ended_at?: Date;

  @Field.datetime({ description: 'When somebody has to do something about it.' })
  due_at?: Date;

  @Field.datetime({ description: 'When it is deleted.' })
  expires_at?: Date;

  @Field.string({ description: 'Who started it.' })
  client?: string;
}
