/** How linear predictors become probabilities: a sigmoid for two classes, softmax for more. */
export interface Link {
  /**
   * Replaces the linear predictors of a row by the probabilities of their classes.
   *
   * @returns the row's loss, −ln of the probability of its class
   */
  readonly toProbabilities: (predictors: Float64Array, label: number) => number;
  /** Replaces changes of the linear predictors by the changes of the probabilities that follow, to first order. */
  readonly toChanges: (changes: Float64Array, probabilities: Float32Array, offset: number) => void;
}

/** One predictor: the log-odds of the second of two classes. */
export const SIGMOID: Link = {
  toProbabilities(predictors, label) {
    const margin = predictors[0] ?? 0;
    predictors[0] = sigmoid(margin);
    return softplus(label === 1 ? -margin : margin);
  },
  toChanges(changes, probabilities, offset) {
    const probability = probabilities[offset] ?? 0;
    changes[0] = (changes[0] ?? 0) * probability * (1 - probability);
  },
};

/** A predictor for each class; only their differences count. */
export const SOFTMAX: Link = {
  toProbabilities(predictors, label) {
    const own = predictors[label] ?? 0;
    return softmax(predictors) - own;
  },
  toChanges(changes, probabilities, offset) {
    let mean = 0;
    for (let at = 0; at < changes.length; at += 1) mean += (probabilities[offset + at] ?? 0) * (changes[at] ?? 0);
    for (let at = 0; at < changes.length; at += 1) {
      changes[at] = (probabilities[offset + at] ?? 0) * ((changes[at] ?? 0) - mean);
    }
  },
};

/** Log-odds → probability, without an overflow on either side. */
export function sigmoid(margin: number): number {
  const small = Math.exp(-Math.abs(margin));
  return margin < 0 ? small / (1 + small) : 1 / (1 + small);
}

/** Replaces linear predictors by probabilities. @returns the logarithm of the sum of their exponentials */
export function softmax(predictors: Float64Array): number {
  let largest = -Infinity;
  for (const predictor of predictors) largest = Math.max(largest, predictor);
  let sum = 0;
  for (let at = 0; at < predictors.length; at += 1) {
    const weight = Math.exp((predictors[at] ?? 0) - largest);
    predictors[at] = weight;
    sum += weight;
  }
  for (let at = 0; at < predictors.length; at += 1) predictors[at] = (predictors[at] ?? 0) / sum;
  return largest + Math.log(sum);
}

/** ln(1 + exp(x)). */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
