import type { ThreadContext } from '../../common/jobs/index.js';
import { countStratifiedFolds } from '../training/folds.js';
import { trainClassifier } from '../training/train-classifier.js';
import type { FeatureStatistics } from '../training/feature-statistics.js';
import { DATA_BUCKET } from '../data-bucket.js';
import { readTable, type ReadTable } from './read-table.js';
import type { TrainInput } from './train-input.js';
import type { TrainResult } from './train-result.js';
import { yieldToRequests } from './yield-to-requests.js';
import { trainRegression } from '../training/train-regression.js';

/** Trains a model from the rows in GridFS, in a worker thread. */
export default async function train(input: TrainInput, context: ThreadContext): Promise<TrainResult> {
  yieldToRequests();
  context.report(0, 'reading the data');
  const table = await readTable(context.readFile(input.data, DATA_BUCKET), input);
  const work = input.task === 'classification' ? classify : regress;
  return work(table, input, context);
}

function classify(
  { features, last }: ReadTable,
  { classOf = [], classes = [] }: TrainInput,
  context: ThreadContext,
): TrainResult {
  const labels = Int32Array.from(last, (index) => classOf[index] ?? 0);
  const width = features.columns + 1;
  const counts = classes.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const { statistics, parameters, evaluation } = trainClassifier(
    { features, labels, classes: classes.length },
    (share) => {
      context.report(share, 'fitting and cross-validating');
    },
  );
  const outputs = Array.from({ length: parameters.length / width }, (_, at) => [
    ...parameters.subarray(at * width, (at + 1) * width),
  ]);
  const folds = countStratifiedFolds(counts);
  const rare = classes.filter((_, at) => (counts[at] ?? 0) < folds);
  const notes = rare.length > 0 ? [`Fewer rows than folds have the classes: ${rare.join(', ')}.`] : undefined;
  return {
    statistics: toList(statistics),
    coefficients: outputs.map((weights) => weights.slice(0, -1)),
    intercepts: outputs.map((weights) => weights.at(-1) ?? 0),
    evaluation: evaluation && {
      method: `stratified ${folds}-fold cross-validation`,
      ...(notes && { notes }),
      ...evaluation,
    },
  };
}

function regress({ features, last }: ReadTable, _input: TrainInput, context: ThreadContext): TrainResult {
  const { statistics, weights, evaluation, folds, ...fit } = trainRegression(features, last, (share) => {
    context.report(share, 'fitting and cross-validating');
  });
  return {
    statistics: toList(statistics),
    coefficients: [[...weights.subarray(1)]],
    intercepts: [weights[0] ?? 0],
    evaluation: evaluation && { method: `${folds}-fold cross-validation`, ...evaluation },
    residual_sd: fit.residualSd,
    degrees_of_freedom: fit.freedom,
    covariance: new Uint8Array(fit.covariance.buffer),
  };
}

function toList({ means, scales, minima, maxima }: FeatureStatistics): TrainResult['statistics'] {
  return Array.from(means, (mean, at) => ({
    mean,
    scale: scales[at] ?? 1,
    min: minima[at] ?? mean,
    max: maxima[at] ?? mean,
  }));
}
