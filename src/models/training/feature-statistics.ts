import type { FeatureMatrix } from './feature-matrix.js';

/** The statistics of each feature over some rows; an array has a number for each column. */
export interface FeatureStatistics {
  readonly means: Float64Array;
  /** Standard deviations with the divisor n, and 1 for a constant column: the `scale_` of scikit-learn's StandardScaler. */
  readonly scales: Float64Array;
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
}

/**
 * Measures the features of the given rows in three passes: the mean is corrected by the mean of what remains, as numpy's two-pass
 * algorithm does (Chan, Golub & LeVeque 1983, The American Statistician 37:242, equation 1.7). Numbers are divided by a power of two near
 * the largest of their column, so that 1e300 squared is no infinity. Of constant columns (least = largest) the mean is exact.
 *
 * @param rows the indices of the rows, at least one
 */
export function measureFeatures(features: FeatureMatrix, rows: Uint32Array): FeatureStatistics {
  const { minima, maxima } = boundsOf(features, rows);
  const units = minima.map((minimum, at) => unitOf(Math.max(Math.abs(minimum), Math.abs(maxima[at] ?? 0))));
  const means = meansOf(features, rows, units, new Float64Array(features.columns));
  const squares = new Float64Array(features.columns);
  const rest = new Float64Array(features.columns);
  for (const row of rows) {
    const start = row * features.columns;
    for (let at = 0; at < squares.length; at += 1) {
      const deviation = numberAt(features.values, start + at) / numberAt(units, at) - numberAt(means, at);
      rest[at] = numberAt(rest, at) + deviation;
      squares[at] = numberAt(squares, at) + deviation * deviation;
    }
  }
  const isConstant = (at: number): boolean => minima[at] === maxima[at];
  const scales = squares.map((sum, at) => {
    const variance = (sum - numberAt(rest, at) ** 2 / rows.length) / rows.length;
    const scale = Math.sqrt(Math.max(variance, 0)) * numberAt(units, at);
    return isConstant(at) || scale === 0 ? 1 : scale;
  });
  const corrected = means.map((mean, at) =>
    isConstant(at) ? numberAt(minima, at) : (mean + numberAt(rest, at) / rows.length) * numberAt(units, at),
  );
  return { means: corrected, scales, minima, maxima };
}

function boundsOf(features: FeatureMatrix, rows: Uint32Array): Pick<FeatureStatistics, 'minima' | 'maxima'> {
  const minima = new Float64Array(features.columns).fill(Infinity);
  const maxima = new Float64Array(features.columns).fill(-Infinity);
  for (const row of rows) {
    const start = row * features.columns;
    for (let at = 0; at < minima.length; at += 1) {
      const value = numberAt(features.values, start + at);
      if (value < numberAt(minima, at)) minima[at] = value;
      if (value > numberAt(maxima, at)) maxima[at] = value;
    }
  }
  return { minima, maxima };
}

function meansOf(features: FeatureMatrix, rows: Uint32Array, units: Float64Array, sums: Float64Array): Float64Array {
  for (const row of rows) {
    const start = row * features.columns;
    for (let at = 0; at < sums.length; at += 1) {
      sums[at] = numberAt(sums, at) + numberAt(features.values, start + at) / numberAt(units, at);
    }
  }
  return sums.map((sum) => sum / rows.length);
}

/** A power of two, by which dividing changes no digit. */
function unitOf(largest: number): number {
  return largest === 0 ? 1 : 2 ** Math.max(Math.floor(Math.log2(largest)), -1000);
}

/** The index is in bounds. */
function numberAt(numbers: Float64Array, index: number): number {
  return numbers[index] as number;
}
