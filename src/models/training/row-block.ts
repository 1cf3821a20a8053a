import type { FeatureMatrix } from './feature-matrix.js';

/** Rows that are worked on at a time: each weight is read once for all of them. */
export const BLOCK = 4;

/**
 * Four rows of a table, with a number for each of several outputs beside each row: what training runs over again and again, and with
 * `weightedGram` the only place that reads it number by number. Indices are in bounds; the compiler cannot know it, hence the `as number`.
 */
export class RowBlock {
  /** For each of the rows, a number for each output. */
  readonly numbers: Float64Array;
  /** How many of the rows are meant; what the others hold is not looked at. */
  length = 0;
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  constructor(
    private readonly features: FeatureMatrix,
    private readonly outputs: number,
  ) {
    this.numbers = new Float64Array(BLOCK * outputs);
  }

  /** Turns to the rows that stand at a place of a list and after it. */
  moveTo(rows: Uint32Array, place: number): void {
    const { columns } = this.features;
    const first = rows[place] ?? 0;
    this.length = Math.min(BLOCK, rows.length - place);
    this.a = first * columns;
    this.b = (rows[place + 1] ?? first) * columns;
    this.c = (rows[place + 2] ?? first) * columns;
    this.d = (rows[place + 3] ?? first) * columns;
  }

  /** Sets the numbers to the sums of the rows' features, each times its weight, and the intercept. @param weights as parameters of a fit */
  multiply(weights: Float64Array): void {
    const { a, b, c, d, numbers, outputs } = this;
    const { values, columns } = this.features;
    for (let output = 0; output < outputs; output += 1) {
      const start = output * (columns + 1);
      const intercept = weights[start + columns] as number;
      let first = intercept;
      let second = intercept;
      let third = intercept;
      let fourth = intercept;
      for (let at = 0; at < columns; at += 1) {
        const weight = weights[start + at] as number;
        first += weight * (values[a + at] as number);
        second += weight * (values[b + at] as number);
        third += weight * (values[c + at] as number);
        fourth += weight * (values[d + at] as number);
      }
      numbers[output] = first;
      numbers[outputs + output] = second;
      numbers[2 * outputs + output] = third;
      numbers[3 * outputs + output] = fourth;
    }
  }

  /** Adds to the sums of each output the features of the rows, and a 1, times the numbers. @param sums as parameters of a fit */
  addTo(sums: Float64Array): void {
    const { a, b, c, d, numbers, outputs } = this;
    const { values, columns } = this.features;
    numbers.fill(0, this.length * outputs);
    for (let output = 0; output < outputs; output += 1) {
      const start = output * (columns + 1);
      const first = numbers[output] as number;
      const second = numbers[outputs + output] as number;
      const third = numbers[2 * outputs + output] as number;
      const fourth = numbers[3 * outputs + output] as number;
      for (let at = 0; at < columns; at += 1) {
        sums[start + at] =
          (sums[start + at] as number) +
          (first * (values[a + at] as number) + second * (values[b + at] as number)) +
          (third * (values[c + at] as number) + fourth * (values[d + at] as number));
      }
      sums[start + columns] = (sums[start + columns] as number) + (first + second + (third + fourth));
    }
  }
}
