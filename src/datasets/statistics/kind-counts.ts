import type { Cell } from './cell.js';
import type { ColumnKind } from './column-summary.js';

/** The kinds that the values of a column were read as, and so the kind of the column. */
export class KindCounts {
  private readonly counts = { integer: 0, 'large integer': 0, number: 0, boolean: 0, text: 0 };

  add(kind: Cell['kind']): void {
    this.counts[kind]++;
  }

  /** Values that are there. */
  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Nothing but numbers, or true and false, so far. */
  get isNumeric(): boolean {
    return this.counts.text === 0;
  }

  /** Text for the only reason that its integers are too large. */
  get hasOnlyLargeIntegers(): boolean {
    return this.kind === 'text' && this.counts.text + this.counts.boolean === 0;
  }

  /** True beside 1 is text, and so are integers of which some are beyond 2^53. */
  get kind(): ColumnKind {
    const { integer, number, boolean, text, 'large integer': large } = this.counts;
    const numbers = integer + number + large;
    if (numbers + boolean + text === 0) return 'empty';
    if (text > 0 || (boolean > 0 && numbers > 0)) return 'text';
    if (boolean > 0) return 'boolean';
    if (number > 0) return 'number';
    return large > 0 ? 'text' : 'integer';
  }
}

/** Whether a column has figures such as a mean. */
export function isNumberKind(kind: ColumnKind): boolean {
  return kind === 'integer' || kind === 'number';
}
