/**
 * A table of numbers in one array, row after row: what training runs over again and again, and the only place that reads it number
 * by number. Indices are in bounds; the compiler cannot know it, hence the `as number`.
 */
export class FeatureMatrix {
  readonly rows: number;

  /** @param values rows × columns numbers */
  constructor(
    readonly values: Float64Array,
    readonly columns: number,
  ) {
    this.rows = columns === 0 ? 0 : values.length / columns;
  }

  /** The sum of a row's numbers, each times the weight that stands `offset` further. */
  dot(row: number, weights: Float64Array, offset: number): number {
    const { values, columns } = this;
    const start = row * columns;
    const whole = columns - (columns % 4);
    let [a, b, c, d] = [0, 0, 0, 0]; // four sums at a time: one alone waits for itself
    let at = 0;
    for (; at < whole; at += 4) {
      a += (values[start + at] as number) * (weights[offset + at] as number);
      b += (values[start + at + 1] as number) * (weights[offset + at + 1] as number);
      c += (values[start + at + 2] as number) * (weights[offset + at + 2] as number);
      d += (values[start + at + 3] as number) * (weights[offset + at + 3] as number);
    }
    for (; at < columns; at += 1) a += (values[start + at] as number) * (weights[offset + at] as number);
    return a + b + (c + d);
  }

  /** Adds a row, times a factor, to the numbers that stand `offset` further. */
  addScaled(row: number, factor: number, sums: Float64Array, offset: number): void {
    const { values, columns } = this;
    const start = row * columns;
    for (let at = 0; at < columns; at += 1) {
      sums[offset + at] = (sums[offset + at] as number) + factor * (values[start + at] as number);
    }
  }

  /** Writes a row and a 1 after it, times a factor, to where the target's `offset` is. */
  copyWithOne(row: number, factor: number, target: Float64Array, offset: number): void {
    const { values, columns } = this;
    const start = row * columns;
    for (let at = 0; at < columns; at += 1) target[offset + at] = factor * (values[start + at] as number);
    target[offset + columns] = factor;
  }
}
