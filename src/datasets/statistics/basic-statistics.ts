import type { CsvRow } from '../../common/csv/csv-row.js';
import { cellOfJson, cellOfText, type Cell, type JsonCell } from './cell.js';
import { isNumberKind, KindCounts } from './kind-counts.js';
import { Moments } from './moments.js';

/** The figures of one column; all null where it holds no numbers, one where it is not finite. */
export interface BasicFigures {
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Mean, least and greatest value of each column of a table of any number of rows, which come in batches. */
export class BasicStatistics {
  private rows = 0;
  private readonly columns: readonly {
    readonly name: string;
    readonly kinds: KindCounts;
    readonly moments: Moments;
  }[];

  constructor(names: readonly string[]) {
    this.columns = names.map((name) => ({ name, kinds: new KindCounts(), moments: new Moments() }));
  }

  get rowCount(): number {
    return this.rows;
  }

  /** @param rows with a cell for each column */
  addRows(rows: readonly CsvRow[]): void {
    this.rows += rows.length;
    for (const [index, column] of this.columns.entries()) {
      addTo(
        column,
        Float64Array.from(rows, ({ cells }) => count(column.kinds, cellOfText(cells[index] ?? ''))),
      );
    }
  }

  /** @param columns the values of each, all of one length */
  addColumns(columns: readonly (readonly JsonCell[])[]): void {
    this.rows += columns[0]?.length ?? 0;
    for (const [index, column] of this.columns.entries()) {
      addTo(
        column,
        Float64Array.from(columns[index] ?? [], (value) => count(column.kinds, cellOfJson(value))),
      );
    }
  }

  /** By column. */
  get summary(): Readonly<Record<string, BasicFigures>> {
    return Object.fromEntries(
      this.columns.map(({ name, kinds, moments }) => {
        const tell = (figure: number): number | null =>
          isNumberKind(kinds.kind) && Number.isFinite(figure) ? figure : null;
        return [name, { mean: tell(moments.mean), min: tell(moments.min), max: tell(moments.max) }];
      }),
    );
  }
}

function count(kinds: KindCounts, cell: Cell | undefined): number {
  if (!cell) return Number.NaN;
  kinds.add(cell.kind);
  return cell.value;
}

function addTo(
  { kinds, moments }: { readonly kinds: KindCounts; readonly moments: Moments },
  values: Float64Array,
): void {
  if (kinds.isNumeric) moments.add(values);
}
