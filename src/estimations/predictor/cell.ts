import { MultivariateLinearRegression } from 'ml-regression';
import { normaliseCategory, normaliseMarketplace } from './category-name.js';
import { groupBy } from './group-by.js';
import { type ReferenceRow } from './reference-row.js';
import { type Symmetric2, type Vector2 } from './two-by-two.js';

/** The rank at which `x` is zero. */
const CENTRE_RANK = 10_000;

/** A rank as the models see it: `ln(rank / 10 000)`. */
export function toX(rank: number): number {
  return Math.log(rank / CENTRE_RANK);
}

/** A reference row in the logarithms. */
export interface Point {
  readonly row: ReferenceRow;
  readonly x: number;
  /** ln of monthly sales. */
  readonly y: number;
}

/** The lowest and the highest `x` of some points. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The points of one category in one marketplace, with the sums that every fit needs. */
export interface Cell {
  readonly points: readonly Point[];
  readonly range: Range;
  /** `XᵀX`, `Xᵀy` and `Xᵀx²` for X = (1, x). */
  readonly xx: Symmetric2;
  readonly xy: Vector2;
  readonly xSquare: Vector2;
  /** Absent when the points do not hold two different ranks. */
  readonly lines?: CellLines;
}

/** Least-squares lines of y and of x² on x, and the sums of products of what they leave over. */
export interface CellLines {
  readonly ofY: Vector2;
  readonly ofSquare: Vector2;
  readonly residuals: { readonly yy: number; readonly ySquare: number; readonly squareSquare: number };
}

/** The cells of one marketplace by the key of the category. */
export type Cells = ReadonlyMap<string, Cell>;

/** Cells of every marketplace: where rows become what the models are fitted to. */
export function toCells(rows: readonly ReferenceRow[]): ReadonlyMap<string, Cells> {
  const grouped = groupBy(rows, (row) => normaliseMarketplace(row.marketplace));
  return new Map([...grouped].map(([marketplace, own]) => [marketplace, toMarketplaceCells(own)]));
}

function toMarketplaceCells(rows: readonly ReferenceRow[]): Cells {
  const points = rows.map((row) => ({ row, x: toX(row.rank), y: Math.log(row.monthlySales) }));
  const grouped = groupBy(points, ({ row }) => normaliseCategory(row.category));
  return new Map([...grouped].map(([category, own]) => [category, toCell(own)]));
}

/** Sums up the points of one cell. */
export function toCell(points: readonly Point[]): Cell {
  let [x1, x2, x3, y1, xy] = [0, 0, 0, 0, 0];
  let range: Range = { min: Infinity, max: -Infinity };
  for (const { x, y } of points) {
    x1 += x;
    x2 += x * x;
    x3 += x * x * x;
    y1 += y;
    xy += x * y;
    range = { min: Math.min(range.min, x), max: Math.max(range.max, x) };
  }
  const sums = { points, range, xx: [points.length, x1, x2], xy: [y1, xy], xSquare: [x2, x3] } as const;
  return range.min < range.max ? { ...sums, lines: fitLines(points) } : sums;
}

/**
 * Partials x out of y and of x². By the theorem of Frisch, Waugh and Lovell the slope between the two residuals is the
 * coefficient of x² in the regression of y on (1, x, x²), which can then be pooled over categories.
 */
function fitLines(points: readonly Point[]): CellLines {
  const { weights } = new MultivariateLinearRegression(
    points.map(({ x }) => [x]),
    points.map(({ x, y }) => [y, x * x]),
    { statistics: false },
  );
  const [[slope = NaN, squareSlope = NaN] = [], [intercept = NaN, squareIntercept = NaN] = []] = weights;
  const residuals = { yy: 0, ySquare: 0, squareSquare: 0 };
  for (const { x, y } of points) {
    const ofY = y - intercept - slope * x;
    const ofSquare = x * x - squareIntercept - squareSlope * x;
    residuals.yy += ofY * ofY;
    residuals.ySquare += ofY * ofSquare;
    residuals.squareSquare += ofSquare * ofSquare;
  }
  return { ofY: [intercept, slope], ofSquare: [squareIntercept, squareSlope], residuals };
}
