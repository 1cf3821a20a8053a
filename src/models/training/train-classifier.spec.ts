import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FeatureMatrix } from './feature-matrix.js';
import { LogisticPredictor } from './logistic-predictor.js';
import { trainClassifier } from './train-classifier.js';

interface Scores {
  readonly rows: number;
  readonly accuracy: number;
  readonly log_loss: number;
  readonly brier_score: number;
}

interface Recorded {
  readonly name: string;
  readonly features: number[][];
  readonly labels: number[];
  readonly mean: number[];
  readonly scale: number[];
  readonly coefficients: number[][];
  readonly intercepts: number[];
  readonly probabilities: number[][];
  readonly pooled: Scores;
  readonly folds: Scores[];
  readonly confusion_matrix: number[][];
  readonly calibration: { readonly observed: number[]; readonly predicted: number[] }[];
}

const FIXTURE = join(import.meta.dirname, '../../../test/fixtures/models/scikit-learn.json');
const recorded = (JSON.parse(readFileSync(FIXTURE, 'utf8')) as { classification: Recorded[] }).classification;

describe('trainClassifier', () => {
  it.each(recorded)('makes of $name what scikit-learn makes of it', (expected) => {
    const { table, labels, classes } = read(expected);
    const progress: number[] = [];
    const { statistics, parameters, evaluation } = trainClassifier({ features: table(), labels, classes }, (share) =>
      progress.push(share),
    );
    expectClose(statistics.means, expected.mean);
    expectClose(statistics.scales, expected.scale);
    const predictor = new LogisticPredictor({ statistics, classes, parameters });
    const features = table();
    const probabilities = expected.probabilities.map((_, row) => {
      const ofRow = new Float64Array(classes);
      predictor.predict(features, row, ofRow);
      return ofRow;
    });
    expectClose(
      probabilities.flatMap((ofRow) => [...ofRow]),
      expected.probabilities.flat(),
    );
    const width = features.columns + 1;
    for (const [output, weights] of expected.coefficients.entries()) {
      const own = parameters.subarray(output * width, (output + 1) * width);
      expectClose(own, [...weights, expected.intercepts[output] ?? NaN]);
    }
    expectScores(evaluation, expected.pooled);
    for (const [fold, scores] of expected.folds.entries()) expectScores(evaluation?.folds[fold], scores);
    expect(evaluation?.confusion_matrix).toEqual(expected.confusion_matrix);
    for (const [at, curve] of expected.calibration.entries()) {
      const bins = evaluation?.calibration[at]?.filter(({ rows }) => rows > 0) ?? [];
      expectClose(
        bins.map(({ observed }) => observed ?? NaN),
        curve.observed,
      );
      expectClose(
        bins.map(({ predicted }) => predicted ?? NaN),
        curve.predicted,
      );
    }
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('cannot evaluate where no class has two rows', () => {
    const features = new FeatureMatrix(Float64Array.of(1, 2), 1);
    const { evaluation } = trainClassifier({ features, labels: Int32Array.of(0, 1), classes: 2 });
    expect(evaluation).toBeNull();
  });

  it('takes the largest and smallest numbers there are', () => {
    const values = Float64Array.of(1e308, 5e-324, -1e308, 0, 1.7e308, 5e-324, -1.7e308, 0);
    const labels = Int32Array.of(0, 1, 0, 1);
    const { statistics, parameters } = trainClassifier({ features: new FeatureMatrix(values, 2), labels, classes: 2 });
    const probabilities = new Float64Array(2);
    const predictor = new LogisticPredictor({ statistics, classes: 2, parameters });
    predictor.predict(new FeatureMatrix(Float64Array.of(1.7e308, 1.7e308), 2), 0, probabilities);
    for (const number of [...parameters, ...statistics.means, ...statistics.scales])
      expect(Number.isFinite(number)).toBe(true);
    expect((probabilities[0] ?? NaN) + (probabilities[1] ?? NaN)).toBeCloseTo(1, 12);
  });
});

function read({ features, labels }: Recorded): { table: () => FeatureMatrix; labels: Int32Array; classes: number } {
  const columns = features[0]?.length ?? 0;
  return {
    table: () => new FeatureMatrix(Float64Array.from(features.flat()), columns),
    labels: Int32Array.from(labels),
    classes: new Set(labels).size,
  };
}

function expectScores(actual: Scores | null | undefined, expected: Scores): void {
  expect(actual?.rows).toBe(expected.rows);
  expectClose(
    [actual?.accuracy, actual?.log_loss, actual?.brier_score].map((score) => score ?? NaN),
    [expected.accuracy, expected.log_loss, expected.brier_score],
  );
}

/** Within 1e-7 of each, or of one where they are small. */
function expectClose(actual: Iterable<number>, expected: readonly number[]): void {
  const numbers = [...actual];
  expect(numbers).toHaveLength(expected.length);
  const errors = numbers.map((number, at) => {
    const yardstick = expected[at] ?? NaN;
    return Math.abs(number - yardstick) / Math.max(Math.abs(yardstick), 1);
  });
  expect(Math.max(0, ...errors)).toBeLessThan(1e-7);
}
