import type { FeatureMatrix } from './feature-matrix.js';
import { standardiseNumber } from './standardise.js';
import { quantileOfT } from './student-t.js';
import type { TrainedRegression } from './train-regression.js';

/** The probability that a prediction interval holds. */
export const INTERVAL_LEVEL = 0.95;

/** A number, and between which two a new observation lies with probability 0.95; none without a degree of freedom. */
export interface NumberPrediction {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** The part of a regression that a prediction needs. */
export type LinearFit = Pick<TrainedRegression, 'weights' | 'freedom' | 'residualSd' | 'covariance'> & {
  readonly statistics: Pick<TrainedRegression['statistics'], 'means' | 'scales'>;
};

/** Numbers from rows of features, with intervals: ŷ ± t · s · √(1 + xᵀ (XᵀX)⁻¹ x) (Draper & Smith 1998, Applied Regression Analysis, §3.1). */
export class LinearPredictor {
  private readonly reach: number;
  private readonly x: Float64Array;

  constructor(private readonly fit: LinearFit) {
    const { freedom, residualSd } = fit;
    this.reach = freedom > 0 ? quantileOfT((1 + INTERVAL_LEVEL) / 2, freedom) * residualSd : NaN;
    this.x = new Float64Array(fit.weights.length).fill(1);
  }

  predict({ values, columns }: FeatureMatrix, row: number): NumberPrediction {
    const { x, reach, fit } = this;
    const { means, scales } = fit.statistics;
    let value = fit.weights[0] ?? 0;
    for (let at = 0; at < columns; at += 1) {
      const deviations = standardiseNumber(values[row * columns + at] ?? 0, means[at] ?? 0, scales[at] ?? 1);
      x[at + 1] = deviations;
      value += deviations * (fit.weights[at + 1] ?? 0);
    }
    if (Number.isNaN(reach)) return { value };
    const distance = reach * Math.sqrt(1 + this.leverage());
    return { value, lower: value - distance, upper: value + distance };
  }

  /** xᵀ (XᵀX)⁻¹ x. */
  private leverage(): number {
    const { x, fit } = this;
    let sum = 0;
    let at = 0;
    for (let row = 0; row < x.length; row += 1) {
      for (let column = 0; column <= row; column += 1, at += 1) {
        const twice = column === row ? 1 : 2;
        sum += twice * (fit.covariance[at] ?? 0) * (x[row] ?? 0) * (x[column] ?? 0);
      }
    }
    return sum;
  }
}
