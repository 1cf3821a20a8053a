import type { CsvIssues } from './csv-issues.js';
import type { CsvLimits } from './csv-limits.js';
import { countLineBreaks, type CsvRow } from './csv-row.js';

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BLANK = /^[ \t]*$/;

/**
 * Text in pieces → records (RFC 4180, with more ends of records than its CRLF: LF and a lone CR). A quote within a cell that does not
 * begin with one stands for itself; lines that are empty or blank are no records. Keeps no more than the record it is in.
 */
export class CsvTokenizer {
  private readonly delimiter: number;
  private line = 1;
  private recordLine = 1;
  private cells: string[] = [];
  private isQuoted = false;
  /** The part of an incomplete cell that has come. */
  private rest = '';
  /** Characters of the record, without the rest. */
  private recordLength = 0;
  private isAfterReturn = false;

  constructor(
    delimiter: string,
    private readonly limits: CsvLimits,
    private readonly issues: CsvIssues,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** Where the text ends that has come so far. */
  get place(): { readonly line: number; readonly column: number } {
    return { line: this.line + countLineBreaks(this.rest), column: this.cells.length + 1 };
  }

  /**
   * The records that are complete now.
   *
   * @param isLast nothing comes after this piece
   * @throws InvalidCsv at a quote that does not close, text behind one that does, and what is beyond the limits
   */
  read(piece: string, isLast: boolean): CsvRow[] {
    const { delimiter } = this;
    const text = this.rest + piece;
    const { length } = text;
    const records: CsvRow[] = [];
    let position = 0;
    let counted = 0;
    if (this.isAfterReturn && length > 0) {
      this.isAfterReturn = false;
      if (text.charCodeAt(0) === LINE_FEED) position = counted = 1;
    }
    while (position < length) {
      let end: number;
      if (text.charCodeAt(position) === QUOTE) {
        end = this.readQuoted(text, position, isLast);
        if (end < 0) break;
      } else {
        end = position;
        for (; end < length; end++) {
          const code = text.charCodeAt(end);
          if (code === delimiter || code === LINE_FEED || code === CARRIAGE_RETURN) break;
        }
        if (end === length && !isLast) break;
        this.add(text.slice(position, end));
      }
      position = end + 1;
      const code = end < length ? text.charCodeAt(end) : LINE_FEED;
      if (code === delimiter) continue;
      this.requireLength(position - counted);
      if (code === CARRIAGE_RETURN) {
        if (position === length) this.isAfterReturn = true;
        else if (text.charCodeAt(position) === LINE_FEED) position++;
      }
      this.endRecord(records);
      counted = position;
    }
    this.rest = text.slice(Math.min(position, length));
    this.recordLength += Math.min(position, length) - counted;
    this.requireCell(this.rest.length);
    this.requireLength(this.rest.length);
    if (isLast && this.cells.length > 0) {
      this.add(''); // behind a delimiter that ends the text
      this.endRecord(records);
    }
    return records;
  }

  /** Adds a quoted cell. The position behind its closing quote; negative where that is yet to come. */
  private readQuoted(text: string, start: number, isLast: boolean): number {
    let close = text.indexOf('"', start + 1);
    let isDoubled = false;
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
      isDoubled = true;
      close = text.indexOf('"', close + 2);
    }
    if (!isLast && (close < 0 || close === text.length - 1)) return -1;
    if (close < 0) this.fail('a quote opens here and does not close');
    const cell = text.slice(start + 1, close);
    const end = close + 1;
    const code = end < text.length ? text.charCodeAt(end) : LINE_FEED;
    if (code !== this.delimiter && code !== LINE_FEED && code !== CARRIAGE_RETURN) {
      this.fail('text behind a closing quote; a quote within quotes is written twice');
    }
    this.add(isDoubled ? cell.replaceAll('""', '"') : cell);
    this.line += countLineBreaks(cell);
    this.isQuoted = true;
    return end;
  }

  private add(cell: string): void {
    this.requireCell(cell.length);
    if (this.cells.length >= this.limits.columns) {
      this.fail(`more than ${this.limits.columns} columns (CSV_MAX_COLUMNS)`);
    }
    this.cells.push(cell);
  }

  private endRecord(records: CsvRow[]): void {
    const { cells, recordLine: line } = this;
    const isRecord = cells.length > 1 || this.isQuoted || !BLANK.test(cells[0] ?? '');
    if (isRecord) records.push({ line, cells });
    this.line++;
    this.recordLine = this.line;
    this.recordLength = 0;
    this.isQuoted = false;
    this.cells = [];
  }

  private requireCell(length: number): void {
    const { cellLength } = this.limits;
    if (length > cellLength + 2) this.fail(`a cell longer than ${cellLength} characters (CSV_MAX_CELL_LENGTH)`);
  }

  private requireLength(more: number): void {
    const { lineLength } = this.limits;
    if (this.recordLength + more > lineLength + 1) {
      this.fail(`a line longer than ${lineLength} characters (CSV_MAX_LINE_LENGTH)`);
    }
  }

  private fail(message: string): never {
    return this.issues.fail({ line: this.line, column: this.cells.length + 1, message });
  }
}
