import type { ClassValue } from '../model.resource.js';
import type { StoredModel } from '../model.store.js';
import { mostProbable } from '../training/class-scores.js';
import type { FeatureMatrix } from '../training/feature-matrix.js';
import { INTERVAL_LEVEL, LinearPredictor } from '../training/linear-predictor.js';
import { LogisticPredictor } from '../training/logistic-predictor.js';
import { readDoubles } from './read-doubles.js';

/** Predictions for rows: of each its class and the probabilities of all classes, in their order. */
export interface ClassPredictions {
  readonly predictions: readonly ClassValue[];
  readonly prediction_probability: readonly (readonly number[])[];
}

/** Predictions for rows: of each a number, and between which two it lies with the probability `interval_level`. */
export interface NumberPredictions {
  readonly predictions: readonly (number | null)[];
  /** Null without a degree of freedom, and where a number is beyond those that there are. */
  readonly prediction_intervals: readonly (readonly [number, number] | null)[];
  readonly interval_level: number;
}

export type Predictions = ClassPredictions | NumberPredictions;

/** A column that a model predicts from, with the range of the rows that it was trained on. */
export interface PredictorFeature {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** Multiplications after which others get their turn. */
const MANY = 2_000_000;

type PredictRow = (rows: FeatureMatrix, row: number) => void;

/** A trained model, ready to predict; it never changes. */
export class ModelPredictor {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly features: readonly PredictorFeature[];

  /** @param model one that is ready */
  constructor(private readonly model: StoredModel) {
    this.id = model._id.toHexString();
    this.name = model.name;
    this.version = model.version;
    this.features = model.features.map(({ name, min = 0, max = 0 }) => ({ name, min, max }));
  }

  async predict(rows: FeatureMatrix): Promise<Predictions> {
    return this.model.task === 'classification' ? this.classify(rows) : this.estimate(rows);
  }

  private async classify(rows: FeatureMatrix): Promise<ClassPredictions> {
    const { classes = [], coefficients = [], intercepts = [] } = this.model;
    const parameters = Float64Array.from(coefficients.flatMap((weights, at) => [...weights, intercepts[at] ?? 0]));
    const predictor = new LogisticPredictor({ statistics: this.statistics(), classes: classes.length, parameters });
    const probabilities = new Float64Array(classes.length);
    const predictions: ClassValue[] = [];
    const ofRows: (readonly number[])[] = [];
    await this.forEach(rows, parameters.length, (table, row) => {
      predictor.predict(table, row, probabilities);
      predictions.push(classes[mostProbable(probabilities)] ?? '');
      ofRows.push([...probabilities]);
    });
    return { predictions, prediction_probability: ofRows };
  }

  private async estimate(rows: FeatureMatrix): Promise<NumberPredictions> {
    const { coefficients: [weights = []] = [], intercepts: [intercept = 0] = [], covariance } = this.model;
    const predictor = new LinearPredictor({
      statistics: this.statistics(),
      weights: Float64Array.of(intercept, ...weights),
      freedom: this.model.degrees_of_freedom ?? 0,
      residualSd: this.model.residual_sd ?? 0,
      covariance: readDoubles(covariance),
    });
    const predictions: (number | null)[] = [];
    const intervals: (readonly [number, number] | null)[] = [];
    await this.forEach(rows, weights.length ** 2, (table, row) => {
      const { value, lower, upper } = predictor.predict(table, row);
      predictions.push(Number.isFinite(value) ? value : null);
      const isBounded = lower !== undefined && upper !== undefined && Number.isFinite(upper - lower);
      intervals.push(isBounded ? [lower, upper] : null);
    });
    return { predictions, prediction_intervals: intervals, interval_level: INTERVAL_LEVEL };
  }

  /** Other requests get their turn between rows that take long. */
  private async forEach(rows: FeatureMatrix, cost: number, predict: PredictRow): Promise<void> {
    let done = 0;
    for (let row = 0; row < rows.rows; row += 1) {
      predict(rows, row);
      done += cost;
      if (done < MANY) continue;
      done = 0;
      await new Promise(setImmediate);
    }
  }

  private statistics(): { readonly means: Float64Array; readonly scales: Float64Array } {
    const { features } = this.model;
    return {
      means: Float64Array.from(features, ({ mean = 0 }) => mean),
      scales: Float64Array.from(features, ({ scale = 1 }) => scale),
    };
  }
}
