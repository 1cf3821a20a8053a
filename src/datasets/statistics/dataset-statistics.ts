import type { CsvRow } from '../../common/csv/csv-row.js';
import { cellOfJson, cellOfText, type JsonCell } from './cell.js';
import { ColumnStatistics } from './column-statistics.js';
import type { ColumnSummary } from './column-summary.js';
import { Correlations } from './correlations.js';

/** Most columns between which correlations are reported. */
const MOST_CORRELATED = 50;
/** Numbers of a column that are kept for exact quantiles, and of all columns together. */
const EXACT_VALUES = 100_000;
const EXACT_VALUES_IN_ALL = 5_000_000;
/** Distinct values of a column that are counted exactly, and of all columns together. */
const EXACT_DISTINCT = 10_000;
const EXACT_DISTINCT_IN_ALL = 500_000;

/** How columns vary together. */
export interface CorrelationTable {
  readonly method: 'pearson';
  /** The columns of the table, in the order of its rows. */
  readonly columns: readonly string[];
  /** Null where a column is constant. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Columns that come after the first 50 which could be in it. */
  readonly left_out: number;
}

/** The report on a table. */
export interface DatasetSummary {
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  readonly correlations: CorrelationTable;
}

/** Statistics of a table of any number of rows, which come in batches. */
export class DatasetStatistics {
  private rows = 0;
  private readonly columns: readonly ColumnStatistics[];
  /** Those among which correlations are computed; known with the first batch. */
  private correlated: readonly number[] | undefined;
  private correlations = new Correlations(0);

  constructor(names: readonly string[]) {
    const limits = {
      values: Math.min(EXACT_VALUES, Math.floor(EXACT_VALUES_IN_ALL / names.length)),
      distinct: Math.min(EXACT_DISTINCT, Math.floor(EXACT_DISTINCT_IN_ALL / names.length)),
    };
    this.columns = names.map((name) => new ColumnStatistics(name, limits));
  }

  get rowCount(): number {
    return this.rows;
  }

  /** @param rows with a cell for each column */
  addRows(rows: readonly CsvRow[]): void {
    if (rows.length === 0) return;
    const values = this.columns.map((column, index) =>
      column.add(
        rows.map(({ cells }) => cells[index] ?? ''),
        cellOfText,
      ),
    );
    this.addBatch(rows.length, values);
  }

  /** @param columns the values of each, all of one length */
  addColumns(columns: readonly (readonly JsonCell[])[]): void {
    const values = this.columns.map((column, index) => column.add(columns[index] ?? [], cellOfJson));
    this.addBatch(columns[0]?.length ?? 0, values);
  }

  get summary(): DatasetSummary {
    return { rows: this.rows, columns: this.columns.map(({ summary }) => summary), correlations: this.table() };
  }

  private addBatch(count: number, values: readonly Float64Array[]): void {
    this.rows += count;
    if (!this.correlated) {
      const numeric = [...this.columns.keys()].filter((index) => this.columns[index]?.isNumeric);
      this.correlated = numeric.slice(0, MOST_CORRELATED);
      this.correlations = new Correlations(this.correlated.length);
    }
    this.correlations.add(this.correlated.map((index) => values[index] ?? new Float64Array(0)));
  }

  private table(): CorrelationTable {
    const isReported = (index: number): boolean => this.columns[index]?.isCorrelated === true;
    const correlated = this.correlated ?? [];
    const reported = [...correlated.keys()].filter((place) => isReported(correlated[place] ?? -1));
    const valueAt = (one: number, other: number): number | null =>
      one === other ? this.withItself(correlated[one] ?? -1) : this.correlations.between(one, other);
    return {
      method: 'pearson',
      columns: reported.map((place) => this.columns[correlated[place] ?? -1]?.name ?? ''),
      values: reported.map((one) => reported.map((other) => valueAt(one, other))),
      left_out: [...this.columns.keys()].filter(isReported).length - reported.length,
    };
  }

  private withItself(index: number): number | null {
    return this.columns[index]?.isVaried === true ? 1 : null;
  }
}
