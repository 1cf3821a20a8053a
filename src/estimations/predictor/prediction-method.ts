import { type Cells } from './cell.js';
import { type Curve } from './curve.js';
import { type Symmetric2, type Vector2 } from './two-by-two.js';

/** A value with its covariance. */
export interface Uncertain {
  readonly value: Vector2;
  readonly covariance: Symmetric2;
}

/** The parameters that a method learnt of one marketplace. */
export interface MarketplaceFit {
  /** q of the marketplace. */
  readonly curvature: number;
  /** Intercept and slope of its typical category. */
  readonly typical: Uncertain;
  /** How intercept and slope differ from category to category. */
  readonly between: Symmetric2;
  /** Variance of ln sales around the curves. */
  readonly scatter: number;
  /** The curve of a category by its key; one without rows gets the curve of the marketplace. */
  readonly curveOf: (category: string) => Curve;
}

/** A way to turn cells into curves. Both models are one of these, so that prediction and cross-validation know neither. */
export interface PredictionMethod {
  /** Raised when the same data would give other answers. */
  readonly version: number;
  /** Learns a marketplace; `undefined` when no category of it holds two different ranks. */
  readonly fitMarketplace: (cells: Cells) => MarketplaceFit | undefined;
}
