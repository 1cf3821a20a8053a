import type { FeatureMatrix } from './feature-matrix.js';
import type { FeatureStatistics } from './feature-statistics.js';
import { sigmoid, softmax } from './link.js';
import { standardiseNumber } from './standardise.js';

/** A fitted logistic regression. */
export interface LogisticFit {
  readonly statistics: Pick<FeatureStatistics, 'means' | 'scales'>;
  /** How many classes there are. */
  readonly classes: number;
  /** For each output a weight for each standardised feature, then the intercept; one output for two classes. */
  readonly parameters: Float64Array;
}

/** Probabilities of the classes of a row of features. */
export class LogisticPredictor {
  private readonly width: number;
  private readonly predictors: Float64Array;

  constructor(private readonly fit: LogisticFit) {
    this.width = fit.statistics.means.length + 1;
    this.predictors = new Float64Array(fit.parameters.length / this.width);
  }

  /** @param probabilities where the probabilities of all classes are written */
  predict({ values, columns }: FeatureMatrix, row: number, probabilities: Float64Array): void {
    const { parameters, statistics } = this.fit;
    const { predictors, width } = this;
    for (let output = 0; output < predictors.length; output += 1) {
      const start = output * width;
      let sum = parameters[start + columns] ?? 0;
      for (let at = 0; at < columns; at += 1) {
        const value = values[row * columns + at] ?? 0;
        const deviations = standardiseNumber(value, statistics.means[at] ?? 0, statistics.scales[at] ?? 1);
        sum += deviations * (parameters[start + at] ?? 0);
      }
      predictors[output] = sum;
    }
    if (predictors.length > 1) {
      softmax(predictors);
      probabilities.set(predictors);
      return;
    }
    const margin = predictors[0] ?? 0;
    probabilities[0] = sigmoid(-margin);
    probabilities[1] = sigmoid(margin);
  }
}
