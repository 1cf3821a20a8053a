import { lineOfCell, type CsvRow } from '../../common/csv/csv-row.js';
import type { CsvIssues } from '../../common/csv/csv-issues.js';
import { isMissing } from '../../common/csv/missing.js';
import { parseNumber } from '../../common/csv/parse-number.js';

/** A row of which a cell is read, and where its issues go. */
export interface CellPlace {
  readonly row: CsvRow;
  /** The column, from 0. */
  readonly index: number;
  readonly name: string;
  readonly issues: CsvIssues;
}

/** A cell → its number. Text, a missing value and infinity are issues; what is returned then counts for nothing. */
export function readNumber(place: CellPlace): number {
  const cell = place.row.cells[place.index] ?? '';
  const number = parseNumber(cell);
  if (number !== undefined && Number.isFinite(number)) return number;
  return addIssue(place, number === undefined ? describe(cell) : `${cell} is not finite; a number is needed`);
}

/** Notes what is wrong with a cell. */
export function addIssue({ row, index, name, issues }: CellPlace, message: string): number {
  issues.add({ line: lineOfCell(row, index), column: index + 1, name, message });
  return 0;
}

/** The content of a cell that is no number. */
function describe(cell: string): string {
  if (isMissing(cell))
    return cell === '' ? 'the cell is empty; a number is needed' : `${cell} is a missing value; a number is needed`;
  const shown = cell.length > MOST_SHOWN ? `${cell.slice(0, MOST_SHOWN)}…` : cell;
  return `${JSON.stringify(shown)} is text; a number is needed`;
}

const MOST_SHOWN = 40;
