import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FeatureMatrix } from './feature-matrix.js';
import { LinearPredictor } from './linear-predictor.js';
import { quantileOfT } from './student-t.js';
import { trainRegression } from './train-regression.js';

interface Scores {
  readonly rows: number;
  readonly r2: number;
  readonly mean_absolute_error: number;
}

interface Recorded {
  readonly name: string;
  readonly features: number[][];
  readonly targets: number[];
  readonly rank: number;
  readonly residual_sd: number;
  readonly pooled: Scores;
  readonly folds: Scores[];
  readonly asked: number[][];
  readonly predictions: number[];
  readonly intervals: [number, number][];
}

interface Fixture {
  readonly regression: Recorded[];
  readonly t_quantiles: [probability: number, freedom: number, quantile: number][];
}

const FIXTURE = join(import.meta.dirname, '../../../test/fixtures/models/scikit-learn.json');
const { regression, t_quantiles: quantiles } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Fixture;

describe('trainRegression', () => {
  it.each(regression)('makes of $name what scikit-learn makes of it', (expected) => {
    const features = toMatrix(expected.features);
    const trained = trainRegression(features, Float64Array.from(expected.targets), () => undefined);
    expect(trained.freedom).toBe(expected.targets.length - expected.rank);
    expectClose(trained.residualSd, expected.residual_sd);
    for (const [at, scores] of [expected.pooled, ...expected.folds].entries()) {
      const own = at === 0 ? trained.evaluation : trained.evaluation?.folds[at - 1];
      expect(own?.rows).toBe(scores.rows);
      expectClose(own?.r2, scores.r2);
      expectClose(own?.mean_absolute_error, scores.mean_absolute_error);
    }
    const predictor = new LinearPredictor(trained);
    const asked = toMatrix(expected.asked);
    for (const [row, prediction] of expected.predictions.entries()) {
      const own = predictor.predict(asked, row);
      expectClose(own.value, prediction);
      expectClose(own.lower, expected.intervals[row]?.[0]);
      expectClose(own.upper, expected.intervals[row]?.[1]);
    }
  });

  it('predicts within no interval where no degree of freedom is left', () => {
    const trained = trainRegression(toMatrix([[1], [2]]), Float64Array.of(3, 1e308), () => undefined);
    const { value, lower, upper } = new LinearPredictor(trained).predict(toMatrix([[2]]), 0);
    expectClose(value / 1e308, 1);
    expect([lower, upper]).toEqual([undefined, undefined]);
  });
});

describe('quantileOfT', () => {
  it.each(quantiles)('is for %d and %d degrees of freedom what scipy says', (probability, freedom, quantile) => {
    expectClose(quantileOfT(probability, freedom), quantile, 1e-9);
  });
});

function toMatrix(rows: readonly number[][]): FeatureMatrix {
  return new FeatureMatrix(Float64Array.from(rows.flat()), rows[0]?.length ?? 0);
}

function expectClose(actual: number | null | undefined, expected: number | undefined, tolerance = 1e-7): void {
  const yardstick = expected ?? NaN;
  expect(Math.abs((actual ?? NaN) - yardstick) / Math.max(Math.abs(yardstick), 1)).toBeLessThan(tolerance);
}
