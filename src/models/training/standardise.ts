import type { FeatureMatrix } from './feature-matrix.js';
import type { FeatureStatistics } from './feature-statistics.js';

/** Beyond this many standard deviations a value is taken for as many: products of such numbers are still finite. */
const MOST_DEVIATIONS = 1e150;

/** A number → by how many standard deviations it differs from its feature's mean. */
export function standardiseNumber(value: number, mean: number, scale: number): number {
  const difference = value - mean;
  const deviations = Number.isFinite(difference) ? difference / scale : value / scale - mean / scale; // of ±1e308
  return Math.min(Math.max(deviations, -MOST_DEVIATIONS), MOST_DEVIATIONS);
}

/** Replaces all numbers of a table by their distances from the means, in standard deviations. */
export function standardise({ values, columns }: FeatureMatrix, { means, scales }: FeatureStatistics): void {
  for (let start = 0; start < values.length; start += columns) {
    for (let at = 0; at < columns; at += 1) {
      const value = values[start + at] as number; // in bounds, as are the others
      values[start + at] = standardiseNumber(value, means[at] as number, scales[at] as number);
    }
  }
}
