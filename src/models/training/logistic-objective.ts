import { SIGMOID, SOFTMAX, type Link } from './link.js';
import { outputsOf, type LogisticRows } from './logistic-rows.js';
import type { Objective } from './minimise.js';
import { BLOCK, RowBlock } from './row-block.js';

/**
 * The function that a logistic regression minimises: the sum of −ln p of the rows' own classes plus half the penalty times the sum of
 * squared weights, intercepts apart. Weights belong to features standardised by the means and scales of the rows; the features
 * themselves stay as they are, and weights are translated at each pass, so that folds of a cross-validation share one table.
 *
 * Parameters: for each output (see `outputsOf`) a weight for each column, then the intercept.
 */
export class LogisticObjective implements Objective {
  readonly outputs: number;
  private readonly width: number;
  private readonly link: Link;
  private readonly indexOf: Int32Array;
  /** Of the last evaluation, rows × outputs: exact enough to know the curvature. */
  private readonly probabilities: Float32Array;
  private readonly block: RowBlock;
  /** The numbers of each row of the block. */
  private readonly rowsOfBlock: readonly Float64Array[];

  /** @param penalty 1 / C of scikit-learn */
  constructor(
    private readonly data: LogisticRows,
    private readonly penalty: number,
  ) {
    this.outputs = outputsOf(data);
    this.width = data.features.columns + 1;
    this.link = this.outputs === 1 ? SIGMOID : SOFTMAX;
    this.indexOf = new Int32Array(Math.max(...data.classes) + 1);
    for (const [index, label] of data.classes.entries()) this.indexOf[label] = index;
    this.probabilities = new Float32Array(data.rows.length * this.outputs);
    this.block = new RowBlock(data.features, this.outputs);
    const { outputs } = this;
    this.rowsOfBlock = Array.from({ length: BLOCK }, (_, at) =>
      this.block.numbers.subarray(at * outputs, (at + 1) * outputs),
    );
  }

  get length(): number {
    return this.outputs * this.width;
  }

  evaluate(parameters: Float64Array, gradient: Float64Array): number {
    const { data, block, probabilities } = this;
    const weights = this.toFeatures(parameters);
    gradient.fill(0);
    let loss = 0;
    for (let place = 0; place < data.rows.length; place += BLOCK) {
      block.moveTo(data.rows, place);
      block.multiply(weights);
      for (let at = 0; at < block.length; at += 1) loss += this.toResiduals(at, place + at, probabilities);
      block.addTo(gradient);
    }
    this.toGradient(gradient);
    return loss + this.addPenalty(parameters, gradient);
  }

  multiplyByHessian(direction: Float64Array, product: Float64Array): void {
    const { data, block, link, outputs, probabilities, rowsOfBlock } = this;
    const weights = this.toFeatures(direction);
    product.fill(0);
    for (let place = 0; place < data.rows.length; place += BLOCK) {
      block.moveTo(data.rows, place);
      block.multiply(weights);
      for (let at = 0; at < block.length; at += 1) {
        const changes = rowsOfBlock[at];
        if (changes) link.toChanges(changes, probabilities, (place + at) * outputs);
      }
      block.addTo(product);
    }
    this.toGradient(product);
    this.addPenalty(direction, product);
  }

  /** The curvature p (1 − p) of a row in one output, as of the last evaluation. */
  curvatureAt(at: number, output: number): number {
    const probability = this.probabilities[at * this.outputs + output] ?? 0;
    return probability * (1 - probability);
  }

  /** Takes the mean over the outputs from each parameter: a softmax does not see it, and it is zero at the minimum. */
  project(parameters: Float64Array): void {
    const { outputs, width } = this;
    if (outputs === 1) return;
    for (let column = 0; column < width; column += 1) {
      let mean = 0;
      for (let at = column; at < parameters.length; at += width) mean += (parameters[at] ?? 0) / outputs;
      for (let at = column; at < parameters.length; at += width) parameters[at] = (parameters[at] ?? 0) - mean;
    }
  }

  /** Replaces the predictors of a row of the block by probabilities less 1 for its own class, and keeps them. @returns its loss */
  private toResiduals(at: number, place: number, probabilities: Float32Array): number {
    const { data, outputs } = this;
    const row = this.rowsOfBlock[at];
    if (!row) return 0;
    const label = this.indexOf[data.labels[data.rows[place] ?? 0] ?? 0] ?? 0;
    const loss = this.link.toProbabilities(row, label);
    for (let output = 0; output < outputs; output += 1) probabilities[place * outputs + output] = row[output] ?? 0;
    const own = outputs === 1 ? 0 : label;
    row[own] = (row[own] ?? 0) - (outputs === 1 ? label : 1);
    return loss;
  }

  /** Weights of standardised features → weights of the features as they are. */
  private toFeatures(parameters: Float64Array): Float64Array {
    const { width } = this;
    const { means, scales } = this.data.statistics;
    const weights = parameters.slice();
    for (let start = 0; start < weights.length; start += width) {
      let shift = 0;
      for (let column = 0; column < width - 1; column += 1) {
        const weight = (weights[start + column] ?? 0) / (scales[column] ?? 1);
        weights[start + column] = weight;
        shift += weight * (means[column] ?? 0);
      }
      weights[start + width - 1] = (weights[start + width - 1] ?? 0) - shift;
    }
    return weights;
  }

  /** Sums over the features as they are → sums over the standardised features. */
  private toGradient(sums: Float64Array): void {
    const { width } = this;
    const { means, scales } = this.data.statistics;
    for (let start = 0; start < sums.length; start += width) {
      const total = sums[start + width - 1] ?? 0;
      for (let column = 0; column < width - 1; column += 1) {
        sums[start + column] = ((sums[start + column] ?? 0) - (means[column] ?? 0) * total) / (scales[column] ?? 1);
      }
    }
  }

  /** Adds the gradient of the penalty. @returns the penalty itself */
  private addPenalty(parameters: Float64Array, gradient: Float64Array): number {
    let squares = 0;
    for (let at = 0; at < parameters.length; at += 1) {
      if (at % this.width === this.width - 1) continue;
      const parameter = parameters[at] ?? 0;
      gradient[at] = (gradient[at] ?? 0) + this.penalty * parameter;
      squares += parameter * parameter;
    }
    return (this.penalty / 2) * squares;
  }
}
