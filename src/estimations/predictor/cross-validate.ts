import { type Cell, type Point, toCell } from './cell.js';
import { type Curve, logDeviationAt, logSalesAt } from './curve.js';
import { type CurveTable, fitUnknownMarketplace } from './curve-table.js';
import { intervalZ } from './interval.js';
import { type PredictionMethod } from './prediction-method.js';

/** How far predictions lie from rows that the fit did not see; medians and intervals before rounding. */
export interface CrossValidation {
  /** The data left out of each fit: one row, or one whole category of a marketplace. */
  readonly method: 'leave-one-out' | 'leave-one-category-out';
  /** Rows predicted. */
  readonly n: number;
  /** Median of |predicted − actual| / actual. */
  readonly median_ape: number;
  /** Root mean square of ln(1 + predicted) − ln(1 + actual). */
  readonly rmsle: number;
  /** Share of rows predicted between half and twice the actual figure. */
  readonly within_factor_2: number;
  /** Share of rows inside their interval. */
  readonly interval_coverage: number;
}

/** Predicts every row by a fit without it. Only the row's own marketplace is fitted again: the others do not change. */
export function leaveOneOut(table: CurveTable, method: PredictionMethod): CrossValidation {
  const curves = everyCell(table).flatMap(({ marketplace, category, cell }) =>
    cell.points.map((point) => {
      const rest = cell.points.filter((other) => other !== point);
      return { point, curve: curveWithout({ table, method, marketplace, category, rest }) };
    }),
  );
  return measure('leave-one-out', curves);
}

/** Predicts every category as if it were unknown: what the curve of the marketplace alone is worth. */
export function leaveOneCategoryOut(table: CurveTable, method: PredictionMethod): CrossValidation {
  const curves = everyCell(table).flatMap(({ marketplace, category, cell }) => {
    const curve = curveWithout({ table, method, marketplace, category, rest: [] });
    return cell.points.map((point) => ({ point, curve }));
  });
  return measure('leave-one-category-out', curves);
}

interface Held {
  readonly table: CurveTable;
  readonly method: PredictionMethod;
  readonly marketplace: string;
  readonly category: string;
  /** The rows that stay of the category. */
  readonly rest: readonly Point[];
}

function curveWithout({ table, method, marketplace, category, rest }: Held): Curve | undefined {
  const cells = new Map(table.marketplaces.get(marketplace)?.cells);
  if (rest.length > 0) cells.set(category, toCell(rest));
  else cells.delete(category);
  const fit = cells.size > 0 ? method.fitMarketplace(cells) : undefined;
  if (fit) return fit.curveOf(category);
  const others = [...table.marketplaces].flatMap(([name, other]) => (name === marketplace ? [] : [other]));
  return others.length > 0 ? fitUnknownMarketplace(others) : undefined;
}

function everyCell(table: CurveTable): readonly { marketplace: string; category: string; cell: Cell }[] {
  return [...table.marketplaces].flatMap(([marketplace, { cells }]) =>
    [...cells].map(([category, cell]) => ({ marketplace, category, cell })),
  );
}

function measure(
  method: CrossValidation['method'],
  predicted: readonly { readonly point: Point; readonly curve: Curve | undefined }[],
): CrossValidation {
  const outcomes = predicted.flatMap(({ point: { x, row }, curve }) => {
    if (!curve) return [];
    const log = logSalesAt(curve, x);
    const distance = Math.abs(log - Math.log(row.monthlySales));
    const sales = Math.exp(log);
    return [
      {
        ape: Math.abs(sales - row.monthlySales) / row.monthlySales,
        squaredLog: (Math.log1p(sales) - Math.log1p(row.monthlySales)) ** 2,
        isWithinFactor2: distance <= Math.LN2,
        isCovered: distance <= intervalZ * logDeviationAt(curve, x),
      },
    ];
  });
  const n = outcomes.length;
  const share = (isCounted: (outcome: (typeof outcomes)[number]) => boolean): number =>
    round(outcomes.filter(isCounted).length / n);
  return {
    method,
    n,
    median_ape: round(median(outcomes.map(({ ape }) => ape))),
    rmsle: round(Math.sqrt(outcomes.reduce((sum, { squaredLog }) => sum + squaredLog, 0) / n)),
    within_factor_2: share(({ isWithinFactor2 }) => isWithinFactor2),
    interval_coverage: share(({ isCovered }) => isCovered),
  };
}

function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [lower = NaN, upper = NaN] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return sorted.length % 2 === 0 ? (lower + upper) / 2 : lower;
}

function round(figure: number): number {
  return Math.round(figure * 1e4) / 1e4;
}
