import { type Range } from './cell.js';
import { type PredictionBasis } from './prediction.js';
import { type Symmetric2, varianceOfLine } from './two-by-two.js';

/** Log standard deviation of real sales around any curve of rank: no interval is narrower. */
export const SCATTER_FLOOR = 0.7;

/** Log standard deviation that one decade of ranks outside the data adds; the variance grows with the distance. */
const EXTRAPOLATION_SD = 1.3;
const DECADE = Math.log(10);

/** The flattest and the steepest slope of ln sales on ln rank that is believed. */
const FLATTEST = -0.15;
const STEEPEST = -1.6;

/** The fit of one cell: `ln S = a + b·x + q·x²`, and how sure it is. */
export interface CurveParameters {
  readonly intercept: number;
  readonly slope: number;
  /** q; never above zero. */
  readonly curvature: number;
  /** Of intercept and slope. */
  readonly covariance: Symmetric2;
  /** Variance of ln sales around the curve, as fitted. */
  readonly scatter: number;
  /** Rows of the cell itself. */
  readonly rows: number;
  /** Where the data that answer lie. */
  readonly range: Range;
  readonly basis: PredictionBasis;
}

/** A curve ready to be asked: its parameters and how the monotone guard bends them. */
export interface Curve extends CurveParameters {
  /** Where the slope is believed; outside it the curve goes on linearly. */
  readonly guard: Range;
  /** Added to ln sales: zero unless the data themselves lie outside the guard. */
  readonly shift: number;
}

/**
 * Puts the monotone guard on a curve: its slope `b + 2qx` is held within the slopes that are believed, and its value is
 * kept in the middle of the data, so that few wild rows cannot carry the bent curve away from them.
 */
export function toCurve(parameters: CurveParameters): Curve {
  const { slope, curvature, range } = parameters;
  if (curvature === 0) return { ...parameters, guard: { min: -Infinity, max: Infinity }, shift: 0 };
  const placeOf = (limit: number): number => (limit - slope) / (2 * curvature);
  const guarded = { ...parameters, guard: { min: placeOf(FLATTEST), max: placeOf(STEEPEST) }, shift: 0 };
  const middle = (range.min + range.max) / 2;
  return { ...guarded, shift: quadraticAt(parameters, middle) - logSalesAt(guarded, middle) };
}

/** The median of ln monthly sales at `x`. It falls with `x` throughout, never flatter or steeper than is believed. */
export function logSalesAt(curve: Curve, x: number): number {
  const { guard, shift } = curve;
  const within = Math.min(Math.max(x, guard.min), guard.max);
  const value = quadraticAt(curve, within) + shift;
  if (x < within) return value + FLATTEST * (x - within);
  if (x > within) return value + STEEPEST * (x - within);
  return value;
}

function quadraticAt({ intercept, slope, curvature }: CurveParameters, x: number): number {
  return intercept + x * (slope + x * curvature);
}

/** The standard deviation of ln monthly sales at `x`: scatter, uncertainty of the curve, distance from the data. */
export function logDeviationAt({ covariance, scatter, range }: Curve, x: number): number {
  const decades = Math.max(range.min - x, x - range.max, 0) / DECADE;
  const noise = Math.max(scatter, SCATTER_FLOOR ** 2);
  return Math.sqrt(noise + varianceOfLine(covariance, x) + EXTRAPOLATION_SD ** 2 * decades);
}
