import {
  combine,
  crossValidateRegression,
  factorFolds,
  type RegressionEvaluation,
  type RegressionScores,
} from './cross-validate-regression.js';
import type { FeatureMatrix } from './feature-matrix.js';
import { measureFeatures, type FeatureStatistics } from './feature-statistics.js';
import { allRows } from './folds.js';
import { solveLeastSquares } from './least-squares.js';
import { standardise } from './standardise.js';
import type { OnProgress } from './train-classifier.js';

/** A linear regression, and how good it is. */
export interface TrainedRegression {
  readonly statistics: FeatureStatistics;
  /** The intercept, then a weight for each standardised feature. */
  readonly weights: Float64Array;
  /** Rows less the rank. */
  readonly freedom: number;
  /** Standard deviation of the residuals; 0 without a degree of freedom. */
  readonly residualSd: number;
  /** The lower triangle of the inverse of XᵀX, X being a 1 and the standardised features. */
  readonly covariance: Float64Array;
  readonly evaluation: RegressionEvaluation | null;
  readonly folds: number;
}

/**
 * Fits a linear regression by least squares, and cross-validates it.
 *
 * @param features replaced by standardised ones
 * @param targets a number for each row, at least one
 */
export function trainRegression(
  features: FeatureMatrix,
  targets: Float64Array,
  onProgress: OnProgress,
): TrainedRegression {
  const statistics = measureFeatures(features, allRows(features.rows));
  standardise(features, statistics);
  const unit = 2 ** Math.floor(Math.log2(targets.reduce((most, target) => Math.max(most, Math.abs(target)), 0) || 1));
  const scaled = targets.map((target) => target / unit); // squares of large numbers would overflow
  const folds = factorFolds(features, scaled);
  const fit = solveLeastSquares(combine(folds), features.rows);
  onProgress(1 / 2);
  const evaluation = crossValidateRegression(features, scaled, folds, (done, count) => {
    onProgress((1 + done / count) / 2);
  });
  const freedom = features.rows - fit.rank;
  const inUnits = <Scores extends RegressionScores>(scores: Scores): Scores => ({
    ...scores,
    mean_absolute_error: scores.mean_absolute_error * unit,
  });
  return {
    statistics,
    weights: fit.weights.map((weight) => weight * unit),
    freedom,
    residualSd: freedom > 0 ? Math.sqrt(fit.squares / freedom) * unit : 0,
    covariance: fit.covariance,
    evaluation: evaluation && { ...inUnits(evaluation), folds: evaluation.folds.map(inUnits) },
    folds: folds.factors.length,
  };
}
