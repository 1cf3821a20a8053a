import type { FeatureMatrix } from './feature-matrix.js';
import { countFolds, consecutiveFolds } from './folds.js';
import { solveLeastSquares } from './least-squares.js';
import { TriangularFactor } from './triangular-factor.js';

/** How well numbers were foretold. */
export interface RegressionScores {
  readonly rows: number;
  /** 1 − squared errors / squared deviations from the mean; null where all numbers are equal. */
  readonly r2: number | null;
  readonly mean_absolute_error: number;
}

/** How well models foretell rows that they were not fitted to. */
export interface RegressionEvaluation extends RegressionScores {
  readonly folds: readonly RegressionScores[];
}

/** A factor for each fold of consecutive rows: all that is needed of them. */
export interface FactoredFolds {
  readonly foldOf: Uint8Array;
  readonly factors: readonly TriangularFactor[];
}

/** Factorises the rows of each fold in one pass. @param targets a number for each row */
export function factorFolds(features: FeatureMatrix, targets: Float64Array): FactoredFolds {
  const { columns, rows } = features;
  const folds = Math.max(countFolds(rows), 1);
  const foldOf = consecutiveFolds(rows, folds);
  const factors = Array.from({ length: folds }, () => new TriangularFactor(columns + 2));
  const row = new Float64Array(columns + 2);
  row[0] = 1;
  for (let at = 0; at < rows; at += 1) {
    row.set(features.values.subarray(at * columns, (at + 1) * columns), 1);
    row[columns + 1] = targets[at] ?? 0;
    factors[foldOf[at] ?? 0]?.add(row);
  }
  return { foldOf, factors };
}

/** The factor of all folds but one, or of all. */
export function combine({ factors }: FactoredFolds, leftOut = -1): TriangularFactor {
  const [first] = factors;
  const all = new TriangularFactor(first?.width ?? 1);
  for (const [fold, factor] of factors.entries()) if (fold !== leftOut) all.addAll(factor);
  return all;
}

/**
 * Fits to all folds but one, for each of up to five folds of consecutive rows, and scores what is predicted of the rows left out.
 *
 * @param onFold called after each fold, with how many of how many are done
 * @returns null for one row
 */
export function crossValidateRegression(
  features: FeatureMatrix,
  targets: Float64Array,
  folds: FactoredFolds,
  onFold: (done: number, folds: number) => void,
): RegressionEvaluation | null {
  const count = folds.factors.length;
  if (count < 2) return null;
  const predictions = new Float64Array(targets.length);
  const byFold: RegressionScores[] = [];
  for (let fold = 0; fold < count; fold += 1) {
    const left = folds.foldOf.reduce((sum, own) => sum + (own === fold ? 1 : 0), 0);
    const { weights } = solveLeastSquares(combine(folds, fold), targets.length - left);
    for (let row = 0; row < targets.length; row += 1) {
      if (folds.foldOf[row] === fold) predictions[row] = predict(features, row, weights);
    }
    byFold.push(score(targets, predictions, (row) => folds.foldOf[row] === fold));
    onFold(fold + 1, count);
  }
  return { ...score(targets, predictions, () => true), folds: byFold };
}

function predict({ values, columns }: FeatureMatrix, row: number, weights: Float64Array): number {
  let sum = weights[0] ?? 0;
  for (let at = 0; at < columns; at += 1) sum += (weights[at + 1] ?? 0) * (values[row * columns + at] ?? 0);
  return sum;
}

function score(targets: Float64Array, predictions: Float64Array, isMeant: (row: number) => boolean): RegressionScores {
  let [rows, sum, absolute, squares] = [0, 0, 0, 0];
  for (let row = 0; row < targets.length; row += 1) {
    if (!isMeant(row)) continue;
    const error = (targets[row] ?? 0) - (predictions[row] ?? 0);
    rows += 1;
    sum += targets[row] ?? 0;
    absolute += Math.abs(error);
    squares += error * error;
  }
  const mean = sum / rows;
  let deviations = 0;
  for (let row = 0; row < targets.length; row += 1) if (isMeant(row)) deviations += ((targets[row] ?? 0) - mean) ** 2;
  return { rows, r2: deviations === 0 ? null : 1 - squares / deviations, mean_absolute_error: absolute / rows };
}
