/** The models that can be chosen: partial pooling with a common curvature, or a plain power law per category. */
export type PredictionModel = 'hierarchical' | 'power-law';

/**
 * The basis of an answer: enough rows of the category in the marketplace; few such rows, drawn towards the
 * marketplace's other categories; only the marketplace's other categories; or all marketplaces, for one without data.
 */
export type PredictionBasis = 'category' | 'category and marketplace' | 'marketplace' | 'all marketplaces';

/** `high`: 20 rows of the category and a rank among theirs; `medium`: 5 and in range; `low`: the rest. */
export type PredictionConfidence = 'high' | 'medium' | 'low';

/** The product whose sales are predicted. */
export interface PredictionQuery {
  /** Best-seller rank, an integer of at least 1. */
  readonly rank: number;
  readonly category: string;
  /** Country code; `US` when absent. */
  readonly marketplace?: string | undefined;
}

/** How sure a prediction is and where it comes from: the stored sub-document `estimate`. */
interface Estimate {
  /** Units a month, the ends of the interval, rounded outwards. */
  readonly lower: number;
  readonly upper: number;
  /** The probability that the interval is meant to hold. */
  readonly level: number;
  readonly confidence: PredictionConfidence;
  /** The rank lies outside the data that answer, or the marketplace has none. */
  readonly extrapolated: boolean;
  readonly basis: PredictionBasis;
  /** Model, its version and a hash of the data: `hierarchical-1-0123abcd`. */
  readonly model: string;
}

/** The answer: the median of monthly sales in units, and its estimate. `lower ≤ estimated_sales ≤ upper` always. */
export interface Prediction extends Estimate {
  readonly estimated_sales: number;
}
