import { PowerRegression } from 'ml-regression';
import { type Cells, type Point, toX } from './cell.js';
import { toCurve } from './curve.js';
import { rangeOf } from './marketplace-range.js';
import { poolEstimates } from './pool-estimates.js';
import { type MarketplaceFit, type PredictionMethod, type Uncertain } from './prediction-method.js';
import { addMatrices, invert, scaleMatrix, type Symmetric2, type Vector2 } from './two-by-two.js';

/**
 * The plain baseline: `S = A · rank^B` by category. A category that fixes no falling power law (no row, one rank, sales
 * that rise with rank) gets the power law of all rows of its marketplace.
 */
export const powerLawMethod: PredictionMethod = { version: 1, fitMarketplace };

function fitMarketplace(cells: Cells): MarketplaceFit | undefined {
  const all = [...cells.values()];
  const pooled = fitLine(all.flatMap(({ points }) => points));
  if (!pooled) return undefined;
  const lines = new Map([...cells].map(([category, { points }]) => [category, fitLine(points)]));
  const scatter = varianceAround(cells, (category) => lines.get(category) ?? pooled);
  const uncertain = (value: Vector2, xx: Symmetric2): Uncertain => ({
    value,
    covariance: scaleMatrix(invert(xx), scatter),
  });
  const typical = uncertain(pooled, all.map(({ xx }) => xx).reduce(addMatrices));
  const own = new Map(
    [...cells].flatMap(([category, { xx }]) => {
      const line = lines.get(category);
      return line ? [[category, uncertain(line, xx)] as const] : [];
    }),
  );
  const { between } = poolEstimates([...own.values()]);
  const borrowed = { value: pooled, covariance: addMatrices(typical.covariance, between) };
  const curveOf = (category: string) => {
    const { value, covariance } = own.get(category) ?? borrowed;
    const cell = cells.get(category);
    return toCurve({
      intercept: value[0],
      slope: value[1],
      curvature: 0,
      covariance,
      scatter,
      rows: cell?.points.length ?? 0,
      range: cell?.range ?? rangeOf(cells),
      basis: own.has(category) ? 'category' : 'marketplace',
    });
  };
  return { curvature: 0, scatter, typical, between, curveOf };
}

/** Intercept and slope in x. `PowerRegression` answers NaN or nonsense, not an error, where points fix no line. */
function fitLine(points: readonly Point[]): Vector2 | undefined {
  if (new Set(points.map(({ x }) => x)).size < 2) return undefined;
  const { A, B } = new PowerRegression(
    points.map(({ row }) => row.rank),
    points.map(({ row }) => row.monthlySales),
  );
  return A > 0 && Number.isFinite(A) && B < 0 ? [Math.log(A) - B * toX(1), B] : undefined;
}

/** The variance of ln sales around the lines of all categories, each of which cost two degrees of freedom. */
function varianceAround(cells: Cells, lineOf: (category: string) => Vector2): number {
  let [squares, freedom] = [0, 0];
  for (const [category, { points }] of cells) {
    const [intercept, slope] = lineOf(category);
    for (const { x, y } of points) squares += (y - intercept - slope * x) ** 2;
    freedom += Math.max(points.length - 2, 0);
  }
  return squares / Math.max(freedom, 1);
}
