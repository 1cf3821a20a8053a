import { Matrix, SVD } from 'ml-matrix';
import type { TriangularFactor } from './triangular-factor.js';

/** A solution of least squares. */
export interface LeastSquares {
  /** The intercept, then a weight for each column; the shortest such vector where columns depend on one another. */
  readonly weights: Float64Array;
  /** How many columns, the intercept among them, do not depend on others. */
  readonly rank: number;
  /** Sum of squared residuals. */
  readonly squares: number;
  /** The lower triangle of the inverse of XᵀX, pseudo where the rank is short, row after row. */
  readonly covariance: Float64Array;
}

/**
 * Solves least squares by the singular value decomposition of the factor (Golub & Van Loan 2013, §5.5). Singular values below the
 * largest × rows × 2⁻⁵² count as zero, as in numpy's matrix_rank.
 *
 * @param factor of a 1, the features and the target
 * @param rows how many rows it stands for
 */
export function solveLeastSquares(factor: TriangularFactor, rows: number): LeastSquares {
  const all = factor.toRows();
  const { width } = factor;
  const columns = width - 1;
  const table = new Matrix(columns, columns);
  const target = Matrix.zeros(columns, 1);
  for (let row = 0; row < columns; row += 1) {
    for (let column = 0; column < columns; column += 1) table.set(row, column, all[row * width + column] ?? 0);
    target.set(row, 0, all[row * width + columns] ?? 0);
  }
  const { diagonal, leftSingularVectors: left, rightSingularVectors: right } = new SVD(table);
  const least = Math.max(...diagonal) * Math.max(rows, columns) * Number.EPSILON;
  const kept = [...diagonal.keys()].filter((at) => (diagonal[at] ?? 0) > least);
  const scaled = kept.map((at) => right.getColumnVector(at).div(diagonal[at] ?? 1));
  const weights = Matrix.zeros(columns, 1);
  for (const [at, vector] of scaled.entries()) {
    const share = left.getColumnVector(kept[at] ?? 0).dot(target);
    weights.add(Matrix.mul(vector, share));
  }
  const rest = Matrix.sub(target, table.mmul(weights)).norm() ** 2;
  return {
    weights: Float64Array.from(weights.to1DArray()),
    rank: kept.length,
    squares: rest + (all[width * width - 1] ?? 0) ** 2,
    covariance: lowerTriangle(scaled, columns),
  };
}

function lowerTriangle(vectors: readonly Matrix[], size: number): Float64Array {
  const triangle = new Float64Array((size * (size + 1)) / 2);
  for (const vector of vectors) {
    const numbers = vector.to1DArray();
    let at = 0;
    for (let row = 0; row < size; row += 1) {
      const factor = numbers[row] ?? 0;
      for (let column = 0; column <= row; column += 1, at += 1) {
        triangle[at] = (triangle[at] ?? 0) + factor * (numbers[column] ?? 0);
      }
    }
  }
  return triangle;
}
