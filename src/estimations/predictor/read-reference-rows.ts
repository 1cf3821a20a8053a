import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type ReferenceRow, type RowKind } from './reference-row.js';

/** The project's copy of the reference data. */
const REFERENCE_DATA = join(import.meta.dirname, 'bsr-reference.csv');

type Column = 'marketplace' | 'category' | 'rank' | 'monthly_sales' | 'kind' | 'source';

/** The values of each column, worded for a mistake's message. */
const EXPECTED = {
  marketplace: 'two capital letters',
  category: 'a name',
  rank: 'an integer of at least 1',
  monthly_sales: 'a number above 0',
  kind: 'observed or derived',
  source: 'a string',
} as const satisfies Record<Column, string>;

interface CsvRecord {
  readonly record: Readonly<Partial<Record<string, string>>>;
  readonly info: { readonly lines: number };
}

/**
 * Reads reference data and checks every row.
 *
 * @param path a CSV file with the columns marketplace, category, rank, monthly_sales, kind and source
 * @throws Error naming file, line, column and value of the first mistake
 */
export function readReferenceRows(path: string = REFERENCE_DATA): readonly ReferenceRow[] {
  // csv-parse types its answer by what it is asked for; with `columns` and `info` it is this.
  const records = parse(readFileSync(path), {
    bom: true,
    columns: true,
    info: true,
    relax_column_count_less: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as readonly CsvRecord[];
  if (records.length === 0) throw new Error(`${basename(path)} holds no rows.`);
  return records.map(({ record, info }) => parseRow(record, `${basename(path)}, line ${info.lines}`));
}

function parseRow(record: CsvRecord['record'], place: string): ReferenceRow {
  const reject = (column: Column): never => {
    const value = record[column];
    const found = value === undefined ? 'missing' : JSON.stringify(value);
    throw new Error(`${place}: ${column} must be ${EXPECTED[column]}, but is ${found}.`);
  };
  const { marketplace = '', category = '', kind, source = '' } = record;
  const rank = Number(record.rank || Number.NaN);
  const monthlySales = Number(record.monthly_sales || Number.NaN);
  if (!/^[A-Z]{2}$/.test(marketplace)) return reject('marketplace');
  if (category === '') return reject('category');
  if (!Number.isSafeInteger(rank) || rank < 1) return reject('rank');
  if (!Number.isFinite(monthlySales) || monthlySales <= 0) return reject('monthly_sales');
  if (!isRowKind(kind)) return reject('kind');
  if (source === '') return reject('source');
  return { marketplace, category, rank, monthlySales, kind, source };
}

function isRowKind(text: string | undefined): text is RowKind {
  return text === 'observed' || text === 'derived';
}
