import { Field } from '../common/resource/index.js';
import {
  COLUMN_KINDS,
  type ColumnKind,
  type ColumnSummary,
  type Exactness,
  type TopValue,
} from './statistics/column-summary.js';
import type { Histogram as HistogramOf } from './statistics/histogram.js';

const EXACTNESS = ['exact', 'sketch'];

/** How many values lie between two limits, as it is stored. */
export class Histogram implements HistogramOf {
  @Field.list<number>({ type: 'number' }, { required: true, description: 'Limits, one more than there are counts.' })
  edges!: readonly number[];

  @Field.list<number>({ type: 'number' }, { required: true })
  counts!: readonly number[];
}

/** A value and how often it occurs, as it is stored. */
export class Top implements TopValue {
  @Field.of<number | boolean | string>({
    type: ['number', 'boolean', 'string'],
    required: true,
    example: 'setosa',
    description: 'Of more than 64 characters the beginning.',
  })
  value!: number | boolean | string;

  @Field.integer({ required: true, example: 50 })
  count!: number;
}

/** The report on a column, as it is stored. */
export class Column implements ColumnSummary {
  @Field.string({ required: true, example: 'sepal_length' })
  name!: string;

  @Field.string({ required: true, allowed: COLUMN_KINDS, example: 'number' })
  kind!: ColumnKind;

  @Field.integer({ required: true, example: 150, description: 'Values that are there.' })
  count!: number;

  @Field.integer({ required: true, example: 0 })
  missing!: number;

  @Field.number({ nullable: true, example: 5.84 })
  mean?: number | null;

  @Field.number({ nullable: true, example: 0.83, description: 'Sample standard deviation (n − 1).' })
  sd?: number | null;

  @Field.number({ nullable: true, example: 4.3 })
  min?: number | null;

  @Field.number({ nullable: true, example: 5.1, description: 'First quartile, interpolated linearly.' })
  q25?: number | null;

  @Field.number({ nullable: true, example: 5.8 })
  median?: number | null;

  @Field.number({ nullable: true, example: 6.4 })
  q75?: number | null;

  @Field.number({ nullable: true, example: 7.9 })
  max?: number | null;

  @Field.string({ allowed: EXACTNESS, example: 'exact' })
  quantiles?: Exactness;

  @Field.number({ example: 0, description: 'How far the rank of a quantile may be off, as a share of the values.' })
  quantile_error?: number;

  @Field.dict(Histogram)
  histogram?: Histogram;

  @Field.integer({ description: 'Of a boolean column.' })
  true_count?: number;

  @Field.integer({ description: 'Of a boolean column.' })
  false_count?: number;

  @Field.integer({ required: true, example: 35, description: 'Distinct values.' })
  distinct!: number;

  @Field.string({ required: true, allowed: EXACTNESS, example: 'exact' })
  distinct_values!: Exactness;

  @Field.number({ required: true, example: 0, description: 'Standard error of `distinct`, as a share of it.' })
  distinct_error!: number;

  @Field.list<TopValue>({ type: 'dict', model: Top }, { required: true, description: 'The most frequent values.' })
  top!: readonly TopValue[];

  @Field.string({ required: true, allowed: EXACTNESS, example: 'exact' })
  top_values!: Exactness;

  @Field.integer({ required: true, example: 0, description: 'By how much a count of `top` may be too small.' })
  top_error!: number;

  @Field.string({ description: 'What is to be known of the column besides.' })
  note?: string;
}
