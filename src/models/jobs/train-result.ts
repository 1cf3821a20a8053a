import type { ClassifierEvaluation } from '../training/cross-validate-classifier.js';
import type { RegressionEvaluation } from '../training/cross-validate-regression.js';

/** How many folds, and what makes the figures less sure. */
interface HowEvaluated {
  readonly method: string;
  readonly notes?: readonly string[];
}

/** The result of training: the members that it adds to the model. */
export interface TrainResult {
  /** In the order of the columns. */
  readonly statistics: readonly {
    readonly mean: number;
    readonly scale: number;
    readonly min: number;
    readonly max: number;
  }[];
  readonly coefficients: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
  readonly evaluation: ((ClassifierEvaluation | RegressionEvaluation) & HowEvaluated) | null;
  readonly residual_sd?: number;
  readonly degrees_of_freedom?: number;
  /** The lower triangle, row after row, as doubles. */
  readonly covariance?: Uint8Array;
}
