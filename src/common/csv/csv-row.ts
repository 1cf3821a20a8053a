/** One record of a CSV text. */
export interface CsvRow {
  /** The line on which it begins, from 1: a record may span several. */
  readonly line: number;
  /** A text for each column. */
  readonly cells: readonly string[];
}

const LINE_BREAKS = /\r\n|\r|\n/g;

/** How many lines end in a text; CRLF ends one. */
export function countLineBreaks(text: string): number {
  return text.includes('\n') || text.includes('\r') ? (text.match(LINE_BREAKS)?.length ?? 0) : 0;
}

/** The line on which a cell begins, from 1: cells before it may hold line breaks. */
export function lineOfCell({ line, cells }: CsvRow, index: number): number {
  return cells.slice(0, index).reduce((sum, cell) => sum + countLineBreaks(cell), line);
}
