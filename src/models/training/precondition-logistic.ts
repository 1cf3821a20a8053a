import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { LogisticObjective } from './logistic-objective.js';
import type { LogisticRows } from './logistic-rows.js';
import type { Preconditioner } from './minimise.js';
import { weightedGram } from './weighted-gram.js';

/** Most multiplications that the sums over rows may take: beyond, a part of the rows has to do. */
const MOST_MULTIPLICATIONS = 2e8;

/**
 * The Hessian's diagonal blocks, one for each output, factorised. Of two classes that is the whole Hessian, and a step is one of
 * Newton's (iteratively reweighted least squares; Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, §4.4.1).
 */
export function preconditionLogistic(
  { features, rows }: LogisticRows,
  objective: LogisticObjective,
  penalty: number,
): Preconditioner {
  const width = features.columns + 1;
  const { outputs } = objective;
  const stride = Math.ceil((rows.length * outputs * width * width) / 2 / MOST_MULTIPLICATIONS);
  const sample = stride === 1 ? rows : rows.filter((_, place) => place % stride === 0);
  const solvers = Array.from({ length: outputs }, (_, output) => {
    const gram = weightedGram(features, sample, (place) => stride * objective.curvatureAt(place * stride, output));
    return toSolver(gram, width, penalty);
  });
  return (vector) => {
    for (const [output, solve] of solvers.entries()) solve(vector.subarray(output * width, (output + 1) * width));
  };
}

/** Solves with the matrix plus the penalty; with its diagonal alone where rounding leaves it no positive definite one. */
function toSolver(gram: Float64Array, width: number, penalty: number): Preconditioner {
  let trace = 0;
  for (let at = 0; at < gram.length; at += width + 1) trace += gram[at] ?? 0;
  const last = width - 1;
  const least = Number.EPSILON * width * (trace + penalty); // what keeps the intercept's own place above zero
  const matrix = new Matrix(width, width);
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const added = row === column ? (row === last ? least : penalty) : 0;
      const value = (gram[row * width + column] ?? 0) + added;
      matrix.set(row, column, value);
      matrix.set(column, row, value);
    }
  }
  const cholesky = new CholeskyDecomposition(matrix);
  if (!cholesky.isPositiveDefinite()) return divideBy(matrix.diagonal());
  return (vector) => {
    vector.set(cholesky.solve(Matrix.columnVector(vector)).to1DArray());
  };
}

function divideBy(diagonal: readonly number[]): Preconditioner {
  return (vector) => {
    for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / (diagonal[at] ?? 1);
  };
}
