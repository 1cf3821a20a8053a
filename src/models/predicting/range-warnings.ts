import type { FeatureMatrix } from '../training/feature-matrix.js';
import type { PredictorFeature } from './model-predictor.js';

/** Of a feature that some rows have outside the range of the rows that the model was trained on. */
export interface RangeWarning {
  readonly feature: string;
  readonly message: string;
  readonly min: number;
  readonly max: number;
  /** How many rows. */
  readonly rows: number;
  /** The first of them, from 1. */
  readonly first_row: number;
}

/** The features by which rows go beyond what a model knows: its predictions of them are extrapolations. */
export function rangeWarnings(
  { values, columns, rows }: FeatureMatrix,
  features: readonly PredictorFeature[],
): readonly RangeWarning[] {
  return features.flatMap(({ name, min, max }, column) => {
    let count = 0;
    let first = 0;
    for (let row = rows - 1; row >= 0; row -= 1) {
      const value = values[row * columns + column] ?? min;
      if (value >= min && value <= max) continue;
      count += 1;
      first = row + 1;
    }
    if (count === 0) return [];
    const message = `${name} lies outside the ${min} to ${max} that the model was trained on`;
    return [{ feature: name, message, min, max, rows: count, first_row: first }];
  });
}
