import { normaliseCategory, normaliseMarketplace } from './category-name.js';
import { type CrossValidation } from './cross-validate.js';
import { type CurveTable } from './curve-table.js';
import { groupBy } from './group-by.js';
import { type PredictionModel } from './prediction.js';
import { type ReferenceRow, type RowKind } from './reference-row.js';

/** The rows of one category. */
export interface CategoryDescription {
  readonly category: string;
  readonly rows: number;
  readonly min_rank: number;
  readonly max_rank: number;
}

/** The rows of one marketplace and where they come from. */
export interface MarketplaceDescription {
  readonly marketplace: string;
  readonly rows: number;
  readonly kinds: Readonly<Record<RowKind, number>>;
  readonly sources: readonly string[];
  /** q, common to the marketplace; null when its rows are too few to fit and it is answered from the others. */
  readonly curvature: number | null;
  readonly categories: readonly CategoryDescription[];
}

/** The description of a predictor: the body of `GET /estimations/model`. */
export interface ModelDescription {
  readonly version: string;
  readonly name: PredictionModel;
  readonly trained_at: Date;
  readonly rows: number;
  readonly interval_level: number;
  /** How well the model follows a category that it has seen, row by row. */
  readonly error: CrossValidation;
  /** How well it answers for a category that it has not seen. */
  readonly error_unknown_category: CrossValidation;
  readonly marketplaces: readonly MarketplaceDescription[];
}

/** Counts the rows of every marketplace and category. */
export function describeMarketplaces(
  rows: readonly ReferenceRow[],
  table: CurveTable,
): readonly MarketplaceDescription[] {
  const grouped = groupBy(rows, (row) => normaliseMarketplace(row.marketplace));
  return [...grouped].map(([marketplace, own]) => ({
    marketplace,
    rows: own.length,
    kinds: { observed: countOf(own, 'observed'), derived: countOf(own, 'derived') },
    sources: [...new Set(own.map(({ source }) => source))].toSorted(),
    curvature: table.marketplaces.get(marketplace)?.fit.curvature ?? null,
    categories: [...groupBy(own, (row) => normaliseCategory(row.category)).values()].map(describeCategory),
  }));
}

function countOf(rows: readonly ReferenceRow[], kind: RowKind): number {
  return rows.filter((row) => row.kind === kind).length;
}

function describeCategory(rows: readonly ReferenceRow[]): CategoryDescription {
  const ranks = rows.map(({ rank }) => rank);
  return {
    category: rows[0]?.category ?? '',
    rows: rows.length,
    min_rank: Math.min(...ranks),
    max_rank: Math.max(...ranks),
  };
}
