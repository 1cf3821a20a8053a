import type { Histogram } from './histogram.js';

/** The kind of a column's values; empty: all of them are missing. */
export const COLUMN_KINDS = ['integer', 'number', 'boolean', 'text', 'empty'] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** Where a figure comes from: all the values, or a sketch of them that bounds its error. */
export type Exactness = 'exact' | 'sketch';

/** Figures of a column of numbers; null where one is not finite or there are too few values. */
export interface NumberFigures {
  readonly mean: number | null;
  /** Sample standard deviation, n − 1. */
  readonly sd: number | null;
  readonly min: number | null;
  readonly q25: number | null;
  readonly median: number | null;
  readonly q75: number | null;
  readonly max: number | null;
  readonly quantiles: Exactness;
  /** How far the rank of a quantile may be off, as a share of the values; zero where they are exact. */
  readonly quantile_error: number;
  readonly histogram?: Histogram;
}

/** Figures of a column of true and false. */
export interface BooleanFigures {
  readonly true_count: number;
  readonly false_count: number;
}

/** A value and how often it occurs. */
export interface TopValue {
  readonly value: number | boolean | string;
  readonly count: number;
}

/** Figures of the values of any column. */
export interface ValueFigures {
  readonly distinct: number;
  readonly distinct_values: Exactness;
  /** Standard error of `distinct`, as a share of it; zero where it is exact. */
  readonly distinct_error: number;
  /** The most frequent values first. */
  readonly top: readonly TopValue[];
  readonly top_values: Exactness;
  /** By how much the count of a top value may be too small. */
  readonly top_error: number;
}

/** The report on one column. */
export interface ColumnSummary extends Partial<NumberFigures>, Partial<BooleanFigures>, ValueFigures {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Values that are there. */
  readonly count: number;
  readonly missing: number;
  readonly note?: string;
}
