import { Calibration, type CalibrationBin } from './calibration.js';
import { ClassScoreSum, mostProbable, type ClassScores } from './class-scores.js';
import type { FeatureMatrix } from './feature-matrix.js';
import { measureFeatures, type FeatureStatistics } from './feature-statistics.js';
import { fitLogistic } from './fit-logistic.js';
import { allRows, countStratifiedFolds, stratifiedFolds } from './folds.js';
import { LogisticPredictor } from './logistic-predictor.js';

/** Rows with their classes. */
export interface LabelledRows {
  readonly features: FeatureMatrix;
  /** The class of each row, as its index. */
  readonly labels: Int32Array;
  /** How many classes there are, each with a row at least. */
  readonly classes: number;
}

/** How well models foretell the classes of rows that they were not fitted to. */
export interface ClassifierEvaluation extends ClassScores {
  readonly folds: readonly ClassScores[];
  /** Rows of the class that the first index names which are held to be of the class that the second names. */
  readonly confusion_matrix: readonly (readonly number[])[];
  /** Of the second class where there are two, otherwise of each. */
  readonly calibration: readonly (readonly CalibrationBin[])[];
}

/**
 * Fits a model to all folds but one, for each of up to five stratified folds, and scores its probabilities of the rows left out. A
 * class that only the fold left out has gets the probability 0: every fold's log-loss is one over all classes.
 *
 * @param start the parameters of the fit to all rows, standardised as the features are: folds start from there
 * @param onFold called after each fold, with how many of how many are done
 * @returns null where no class has two rows
 */
export function crossValidateClassifier(
  data: LabelledRows,
  start: Float64Array,
  onFold: (done: number, folds: number) => void,
): ClassifierEvaluation | null {
  const counts = new Array<number>(data.classes).fill(0);
  for (const label of data.labels) counts[label] = (counts[label] ?? 0) + 1;
  const folds = countStratifiedFolds(counts);
  if (folds === 0) return null;
  const foldOf = stratifiedFolds(data.labels, folds);
  const tally = new Tally(data.classes);
  for (let fold = 0; fold < folds; fold += 1) {
    const every = allRows(foldOf.length);
    const leftOut = every.filter((row) => foldOf[row] === fold);
    const fit = fitTo(
      data,
      every.filter((row) => foldOf[row] !== fold),
      start,
    );
    tally.addFold(data, leftOut, fit);
    onFold(fold + 1, folds);
  }
  return tally.evaluation();
}

/** Writes the probabilities of a row. */
type Predict = (row: number, probabilities: Float64Array) => void;

function fitTo({ features, labels, classes }: LabelledRows, rows: Uint32Array, start: Float64Array): Predict {
  const present = new Set<number>();
  for (const row of rows) present.add(labels[row] ?? 0);
  const known = [...present].sort((a, b) => a - b);
  const [only = 0] = known;
  if (known.length < 2) return (_row, probabilities) => void (probabilities[only] = 1);
  const statistics = measureFeatures(features, rows);
  const from = known.length === classes ? translate(start, statistics) : undefined;
  const parameters = fitLogistic({ features, labels, rows, classes: known, statistics }, from);
  const predictor = new LogisticPredictor({ statistics, classes: known.length, parameters });
  const ofKnown = new Float64Array(known.length);
  return (row, probabilities) => {
    predictor.predict(features, row, ofKnown);
    for (const [at, label] of known.entries()) probabilities[label] = ofKnown[at] ?? 0;
  };
}

/** Parameters for features as they are → the same model for features standardised by these statistics. */
function translate(start: Float64Array, { means, scales }: FeatureStatistics): Float64Array {
  const parameters = start.slice();
  const width = means.length + 1;
  for (let offset = 0; offset < parameters.length; offset += width) {
    const weights = parameters.subarray(offset, offset + width - 1);
    const shift = weights.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
    for (const [at, scale] of scales.entries()) weights[at] = (weights[at] ?? 0) * scale;
    parameters[offset + width - 1] = (parameters[offset + width - 1] ?? 0) + shift;
  }
  return parameters;
}

/** The sums over the rows that were left out. */
class Tally {
  private readonly all = new ClassScoreSum();
  private readonly folds: ClassScores[] = [];
  private readonly confusion: number[][];
  private readonly calibrations: readonly Calibration[];

  constructor(private readonly classes: number) {
    this.confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
    this.calibrations = Array.from({ length: classes === 2 ? 1 : classes }, () => new Calibration());
  }

  addFold({ labels }: LabelledRows, rows: Uint32Array, predict: Predict): void {
    const probabilities = new Float64Array(this.classes);
    const ofFold = new ClassScoreSum();
    for (const row of rows) {
      predict(row, probabilities);
      const label = labels[row] ?? 0;
      const predicted = mostProbable(probabilities);
      this.all.add(probabilities, label, predicted);
      ofFold.add(probabilities, label, predicted);
      const counts = this.confusion[label];
      if (counts) counts[predicted] = (counts[predicted] ?? 0) + 1;
      this.calibrate(probabilities, label);
    }
    this.folds.push(ofFold.scores());
  }

  evaluation(): ClassifierEvaluation {
    return {
      ...this.all.scores(),
      folds: this.folds,
      confusion_matrix: this.confusion,
      calibration: this.calibrations.map((calibration) => calibration.bins()),
    };
  }

  private calibrate(probabilities: Float64Array, label: number): void {
    const first = this.classes === 2 ? 1 : 0;
    for (const [at, calibration] of this.calibrations.entries()) {
      calibration.add(probabilities[at + first] ?? 0, label === at + first);
    }
  }
}
