import { setImmediate as otherWork } from 'node:timers/promises';
import { namesByPosition, namesOf } from './column-names.js';
import { CsvIssues } from './csv-issues.js';
import type { CsvLimits } from './csv-limits.js';
import type { CsvRow } from './csv-row.js';
import { readText, type TextPiece } from './csv-text.js';
import { CsvTokenizer } from './csv-tokenizer.js';
import type { Delimiter } from './delimiter.js';
import { detectDelimiter } from './detect-delimiter.js';
import { isHeader } from './is-header.js';

/** How a CSV text is read. */
export interface CsvOptions {
  /** Found out where it is not given. */
  readonly delimiter?: Delimiter | undefined;
  /** The first record names the columns; found out where it is not given. */
  readonly header?: boolean | undefined;
  readonly limits: CsvLimits;
  /** Where the issues go; a list of its own otherwise. */
  readonly issues?: CsvIssues;
}

/** A CSV text of which the header is known. */
export interface CsvTable {
  readonly delimiter: Delimiter;
  readonly hasHeader: boolean;
  /** Distinct: the header's, made distinct as pandas does, or column_1, column_2, … */
  readonly names: readonly string[];
  /** A row that is too long is one of them, and is left out. */
  readonly issues: CsvIssues;
  /** The rows, to be read once; each has a cell for every column, '' where it is short. Throws `InvalidCsv` where the text cannot be read on. */
  readonly batches: AsyncIterable<readonly CsvRow[]>;
}

/**
 * Opens a CSV text in UTF-8: reads what is needed to know its columns. Memory stays constant, whatever its size.
 *
 * @throws InvalidCsv on a text without any record, and on what cannot be read up to the first
 */
export async function openCsv(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { delimiter: given, header, limits, issues = new CsvIssues() }: CsvOptions,
): Promise<CsvTable> {
  const pieces = readText(bytes);
  const beginning = (await pieces.next()).value as TextPiece; // there is always a last one
  const delimiter = given ?? detectDelimiter(beginning.text, beginning.isLast, limits);
  const records = readRecords(beginning, pieces, new CsvTokenizer(delimiter, limits, issues), issues);
  let first: IteratorResult<readonly CsvRow[]>;
  do first = await records.next();
  while (!first.done && first.value.length === 0);
  const [start] = first.done ? [] : first.value;
  if (first.done || !start) return issues.fail({ line: 1, message: 'the CSV is empty: it needs a header or rows' });
  const hasHeader = header ?? isHeader(start.cells);
  const names = hasHeader ? namesOf(start.cells) : namesByPosition(start.cells.length);
  const rows = hasHeader ? first.value.slice(1) : first.value;
  const batches = fitRows(rows, records, { width: names.length, limits, issues });
  return { delimiter, hasHeader, names, issues, batches };
}

/** Lets the event loop turn after each piece: of a fast client up to 32 would be read in one turn, and all others wait. */
async function* readRecords(
  beginning: TextPiece,
  pieces: AsyncIterable<TextPiece>,
  tokenizer: CsvTokenizer,
  issues: CsvIssues,
): AsyncGenerator<readonly CsvRow[]> {
  const read = ({ text, isLast, problem }: TextPiece): readonly CsvRow[] => {
    const records = tokenizer.read(text, isLast && problem === undefined);
    return problem === undefined ? records : issues.fail({ ...tokenizer.place, message: problem });
  };
  yield read(beginning);
  for await (const piece of pieces) {
    yield read(piece);
    await otherWork();
  }
}

interface Fitting {
  readonly width: number;
  readonly limits: CsvLimits;
  readonly issues: CsvIssues;
}

/** Rows of one width: a row is never shifted, as pandas does when all of them are too long. */
async function* fitRows(
  first: readonly CsvRow[],
  rest: AsyncIterable<readonly CsvRow[]>,
  { width, limits, issues }: Fitting,
): AsyncGenerator<readonly CsvRow[]> {
  let count = 0;
  const fit = (rows: readonly CsvRow[]): readonly CsvRow[] => {
    const tooMany = rows[limits.rows - count];
    if (tooMany) issues.fail({ line: tooMany.line, message: `more than ${limits.rows} rows (CSV_MAX_ROWS)` });
    count += rows.length;
    return rows.every(({ cells }) => cells.length === width) ? rows : rows.flatMap((row) => fitRow(row, width, issues));
  };
  yield fit(first);
  for await (const rows of rest) yield fit(rows);
}

function fitRow({ line, cells }: CsvRow, width: number, issues: CsvIssues): readonly CsvRow[] {
  if (cells.length <= width) return [{ line, cells: [...cells, ...Array<string>(width - cells.length).fill('')] }];
  issues.add({ line, message: `${cells.length} cells, where the first record has ${width}` });
  return [];
}
