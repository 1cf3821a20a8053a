/** How a row came to be: reported by a seller or author, or a point on a fitted curve or published formula. */
export type RowKind = 'observed' | 'derived';

/** One line of the reference data: what a rank sold in a month. */
export interface ReferenceRow {
  /** ISO 3166 country code in capitals. */
  readonly marketplace: string;
  readonly category: string;
  /** Best-seller rank, an integer of at least 1. */
  readonly rank: number;
  /** Units a month, above zero. */
  readonly monthlySales: number;
  readonly kind: RowKind;
  readonly source: string;
}
