import { type Cells } from './cell.js';
import { type Curve, logSalesAt, toCurve } from './curve.js';
import { rangeOf } from './marketplace-range.js';
import { poolEstimates } from './pool-estimates.js';
import { type MarketplaceFit, type PredictionMethod } from './prediction-method.js';
import { smearingFactor } from './smearing.js';
import { addMatrices, scaleMatrix } from './two-by-two.js';

/** A marketplace: its cells, what was learnt from them, and the curves that follow. */
export interface FittedMarketplace {
  readonly cells: Cells;
  readonly fit: MarketplaceFit;
  /** By the key of the category. */
  readonly curves: ReadonlyMap<string, Curve>;
  readonly unknownCategory: Curve;
  /** Mean sales divided by median sales. */
  readonly smearing: number;
}

/** Every curve there is, worked out beforehand: a prediction is two lookups. */
export interface CurveTable {
  readonly marketplaces: ReadonlyMap<string, FittedMarketplace>;
  /** For a marketplace that has no data, or too few. */
  readonly unknownMarketplace: Curve;
}

/**
 * Fits every marketplace.
 *
 * @throws Error when no marketplace has a category with two different ranks
 */
export function fitCurveTable(cells: ReadonlyMap<string, Cells>, method: PredictionMethod): CurveTable {
  const marketplaces = new Map<string, FittedMarketplace>();
  for (const [marketplace, own] of cells) {
    const fit = method.fitMarketplace(own);
    if (fit) marketplaces.set(marketplace, workOut(own, fit));
  }
  return { marketplaces, unknownMarketplace: fitUnknownMarketplace([...marketplaces.values()]) };
}

/** The curve of a category; both keys normalised. */
export function findCurve(table: CurveTable, marketplace: string, category: string): Curve {
  const known = table.marketplaces.get(marketplace);
  return known ? (known.curves.get(category) ?? known.unknownCategory) : table.unknownMarketplace;
}

function workOut(cells: Cells, fit: MarketplaceFit): FittedMarketplace {
  const curves = new Map([...cells.keys()].map((category) => [category, fit.curveOf(category)]));
  const residuals = [...cells].flatMap(([category, { points }]) => {
    const curve = fit.curveOf(category);
    return points.map(({ x, y }) => y - logSalesAt(curve, x));
  });
  // No category is called the empty string, so this is the curve of one that has no rows.
  return { cells, fit, curves, unknownCategory: fit.curveOf(''), smearing: smearingFactor(residuals) };
}

/**
 * A marketplace without data is one more draw from the population of marketplaces: its typical category lies anywhere
 * the known ones do, and its categories differ as theirs do on average. Each marketplace counts as one, whatever its rows.
 *
 * @throws Error when there is no marketplace to learn from
 */
export function fitUnknownMarketplace(known: readonly FittedMarketplace[]): Curve {
  if (known.length === 0) throw new Error('The predictor needs a category with falling sales at two different ranks.');
  const fits = known.map(({ fit }) => fit);
  const meanOf = (figure: (fit: MarketplaceFit) => number): number =>
    fits.reduce((sum, fit) => sum + figure(fit), 0) / fits.length;
  const { typical, between } = poolEstimates(fits.map((fit) => fit.typical));
  const betweenCategories = scaleMatrix(fits.map((fit) => fit.between).reduce(addMatrices), 1 / fits.length);
  const ranges = known.map(({ cells }) => rangeOf(cells));
  const [intercept, slope] = typical.value;
  return toCurve({
    intercept,
    slope,
    curvature: meanOf((fit) => fit.curvature),
    covariance: [typical.covariance, between, betweenCategories].reduce(addMatrices),
    scatter: meanOf((fit) => fit.scatter),
    rows: 0,
    range: { min: Math.min(...ranges.map(({ min }) => min)), max: Math.max(...ranges.map(({ max }) => max)) },
    basis: 'all marketplaces',
  });
}
