import { Field, Resource } from '../common/resource/index.js';
import { Evaluation } from './model-evaluation.js';
import { Feature } from './model-feature.js';

/** The tasks that a model can be trained for. */
export const TASKS = ['classification', 'regression'] as const;
export type Task = (typeof TASKS)[number];

/** `training` until its job has ended, then `ready`, or `failed` with an error. A model never changes after that. */
export type ModelStatus = 'training' | 'ready' | 'failed';

/** A class as it stands in the data: a number where all of them are. */
export type ClassValue = string | number;

/** A model trained from a CSV. Clients read and delete models; only `ModelStore` writes them. */
@Resource({
  name: 'models',
  itemTitle: 'model',
  description:
    'Models trained from CSV: logistic regressions for classes, linear ones for numbers, each with its evaluation.',
  resourceMethods: ['GET'],
  itemMethods: ['GET', 'DELETE'],
  cacheControl: 'no-cache',
  cacheExpires: 0,
  defaultSort: '[("_id", -1)]',
  hidden: ['data', 'covariance'],
  indexes: [{ keys: { name: 1, version: 1 }, unique: true }, { status: 1 }],
})
export class Model {
  @Field.string({ example: 'iris', description: 'As it was given, or else its `_id`.' })
  name!: string;

  @Field.integer({ example: 1, description: 'From 1, for each name.' })
  version!: number;

  @Field.string({ allowed: TASKS, example: 'classification' })
  task!: Task;

  @Field.string({ allowed: ['training', 'ready', 'failed'], example: 'ready' })
  status!: ModelStatus;

  @Field.string({ description: 'The `_id` of the job that trains it.' })
  job!: string;

  @Field.string({ description: 'Why it failed.' })
  error?: string;

  @Field.integer({ example: 150, description: 'Rows of the CSV, without the header.' })
  rows!: number;

  @Field.string({ example: 'column_5', description: 'The name of the column that is predicted.' })
  label!: string;

  @Field.list<ClassValue>(
    { type: ['string', 'number'] },
    { example: ['setosa', 'versicolor', 'virginica'], description: 'The classes in the order of probabilities.' },
  )
  classes?: readonly ClassValue[];

  @Field.list<Feature>({ type: 'dict', model: Feature }, { description: 'In the order of the columns.' })
  features!: readonly Feature[];

  @Field.list<readonly number[]>(
    { type: 'list', items: { type: 'number' } },
    {
      description:
        'For each class a weight for each feature, standardised by its mean and scale; one row for two classes (the log-odds of the second) and for regression.',
    },
  )
  coefficients?: readonly (readonly number[])[];

  @Field.list<number>({ type: 'number' }, { description: 'One for each row of coefficients.' })
  intercepts?: readonly number[];

  @Field.number({ description: 'Of a regression: standard deviation of the residuals.' })
  residual_sd?: number;

  @Field.integer({ description: 'Of a regression: rows less the rank of the columns, the intercept among them.' })
  degrees_of_freedom?: number;

  @Field.dict(Evaluation, { nullable: true, description: 'By cross-validation; null where there are too few rows.' })
  evaluation?: Evaluation | null;

  @Field.string({ description: 'Of the data in GridFS, until the model is trained.' })
  data?: string;

  @Field.binary({ description: 'Of a regression: the inverse of the Gram matrix, by which intervals are computed.' })
  covariance?: Uint8Array;
}
