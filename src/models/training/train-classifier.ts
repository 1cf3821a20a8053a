import { crossValidateClassifier, type ClassifierEvaluation, type LabelledRows } from './cross-validate-classifier.js';
import { measureFeatures, type FeatureStatistics } from './feature-statistics.js';
import { fitLogistic } from './fit-logistic.js';
import { allRows } from './folds.js';
import { standardise } from './standardise.js';

/** Called with the share of the work that is done, from 0 to 1. */
export type OnProgress = (share: number) => void;

/** A logistic regression, and how good it is. */
export interface TrainedClassifier {
  readonly statistics: FeatureStatistics;
  /** As in `LogisticFit`. */
  readonly parameters: Float64Array;
  /** Null where the rows are too few. */
  readonly evaluation: ClassifierEvaluation | null;
}

/**
 * Fits a logistic regression to rows and cross-validates it.
 *
 * @param data at least two classes and one feature; its features are replaced by standardised ones, to need no second table
 */
export function trainClassifier(data: LabelledRows, onProgress: OnProgress = () => undefined): TrainedClassifier {
  const { features, labels, classes } = data;
  const rows = allRows(features.rows);
  const statistics = measureFeatures(features, rows);
  standardise(features, statistics);
  const asTheyAre = { means: statistics.means.map(() => 0), scales: statistics.scales.map(() => 1) };
  const known = Array.from({ length: classes }, (_, label) => label);
  const parameters = fitLogistic({ features, labels, rows, classes: known, statistics: asTheyAre });
  const share = 1 / 3; // folds start from this fit, and need less
  onProgress(share);
  const evaluation = crossValidateClassifier(data, parameters, (done, folds) => {
    onProgress(share + (1 - share) * (done / folds));
  });
  return { statistics, parameters, evaluation };
}
