import type { FeatureMatrix } from './feature-matrix.js';
import type { FeatureStatistics } from './feature-statistics.js';

/** The rows that a logistic regression is fitted to. */
export interface LogisticRows {
  readonly features: FeatureMatrix;
  /** The class of every row of `features`, as its index. */
  readonly labels: Int32Array;
  /** The indices of the rows to fit to. */
  readonly rows: Uint32Array;
  /** The classes that they have: at least two, each of `labels` among them once. */
  readonly classes: readonly number[];
  /** Means and scales over these very rows, by which the fit standardises them. */
  readonly statistics: Pick<FeatureStatistics, 'means' | 'scales'>;
}

/** Rows of weights: one for two classes, otherwise one for each class. */
export function outputsOf({ classes }: Pick<LogisticRows, 'classes'>): number {
  return classes.length === 2 ? 1 : classes.length;
}
