import { type Cell, type CellLines, type Cells } from './cell.js';
import { type Curve, toCurve } from './curve.js';
import { rangeOf } from './marketplace-range.js';
import { poolEstimates, type Population } from './pool-estimates.js';
import { type MarketplaceFit, type PredictionMethod, type Uncertain } from './prediction-method.js';
import { addMatrices, addVectors, invert, multiply, scaleMatrix, scaleVector, type Symmetric2 } from './two-by-two.js';

/** Where the curvature must lie: a free quadratic explodes outside its data. */
const CURVATURE = { steepest: -0.07, flattest: -0.02 } as const;

/** Curves rounded to three digits leave next to nothing; a variance of zero would divide by zero. */
const LEAST_SCATTER = 1e-7;

/** From this many rows on, a category's own fit is as good as the pooled one: it rests on itself. */
const ROWS_THAT_SUFFICE = 20;

/**
 * Partial pooling: `ln S = a + b·x + q·x²`, q common to the marketplace, a and b of a category drawn towards the
 * marketplace's typical ones (an empirical-Bayes linear mixed model, Laird & Ware 1982).
 */
export const hierarchicalMethod: PredictionMethod = { version: 1, fitMarketplace };

type FittedCell = Cell & { readonly lines: CellLines };

function fitMarketplace(cells: Cells): MarketplaceFit | undefined {
  const fitted = [...cells.values()].filter((cell): cell is FittedCell => cell.lines !== undefined);
  if (fitted.length === 0) return undefined;
  const curvature = fitCurvature(fitted);
  const scatter = pooledVariance(fitted, curvature);
  const population = poolEstimates(fitted.map((cell) => estimateOf(cell, curvature, scatter)));
  const learnt = { curvature, scatter, ...population };
  const curveOf = (category: string): Curve => {
    const cell = cells.get(category);
    return cell ? posteriorCurve(cell, learnt) : priorCurve(cells, learnt);
  };
  return { ...learnt, curveOf };
}

/** Step 1: the slope of partialled y on partialled x², pooled over categories and clamped. */
function fitCurvature(cells: readonly FittedCell[]): number {
  let [cross, own] = [0, 0];
  for (const { lines } of cells) {
    cross += lines.residuals.ySquare;
    own += lines.residuals.squareSquare;
  }
  // Two ranks in a category fix no curvature; the middle of the range is then as good as any.
  const free = own > 0 ? cross / own : (CURVATURE.steepest + CURVATURE.flattest) / 2;
  return Math.min(Math.max(free, CURVATURE.steepest), CURVATURE.flattest);
}

/** Step 2: s², the variance around the curves of all categories together; one degree of freedom goes to q. */
function pooledVariance(cells: readonly FittedCell[], curvature: number): number {
  let [squares, freedom] = [0, -1];
  for (const { points, lines } of cells) {
    const { yy, ySquare, squareSquare } = lines.residuals;
    squares += yy - 2 * curvature * ySquare + curvature ** 2 * squareSquare;
    freedom += points.length - 2;
  }
  return Math.max(squares / Math.max(freedom, 1), LEAST_SCATTER);
}

/** Step 2: intercept and slope of `y − q·x²` on x, with their covariance. Both lines were fitted, so they subtract. */
function estimateOf({ lines, xx }: FittedCell, curvature: number, scatter: number): Uncertain {
  return {
    value: addVectors(lines.ofY, scaleVector(lines.ofSquare, -curvature)),
    covariance: scaleMatrix(invert(xx), scatter),
  };
}

interface Learnt extends Population {
  readonly curvature: number;
  readonly scatter: number;
}

/** Step 4: prior precision and data precision add; so do the precision-weighted means. */
function posteriorCurve(cell: Cell, { curvature, scatter, typical, between }: Learnt): Curve {
  const prior: Symmetric2 = invert(between);
  const covariance = invert(addMatrices(prior, scaleMatrix(cell.xx, 1 / scatter)));
  const evidence = addVectors(cell.xy, scaleVector(cell.xSquare, -curvature));
  const weighted = addVectors(multiply(prior, typical.value), scaleVector(evidence, 1 / scatter));
  const [intercept, slope] = multiply(covariance, weighted);
  const rows = cell.points.length;
  const basis = rows >= ROWS_THAT_SUFFICE ? 'category' : 'category and marketplace';
  return toCurve({ intercept, slope, curvature, covariance, scatter, rows, range: cell.range, basis });
}

/** Step 4 for no rows: the typical category, uncertain by its own error and by how categories differ. */
function priorCurve(cells: Cells, { curvature, scatter, typical, between }: Learnt): Curve {
  const [intercept, slope] = typical.value;
  const covariance = addMatrices(typical.covariance, between);
  const range = rangeOf(cells);
  return toCurve({ intercept, slope, curvature, covariance, scatter, rows: 0, range, basis: 'marketplace' });
}
