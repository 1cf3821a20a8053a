/** A table of numbers in one array, row after row. */
export class FeatureMatrix {
  readonly rows: number;

  /** @param values rows × columns numbers */
  constructor(
    readonly values: Float64Array,
    readonly columns: number,
  ) {
    this.rows = columns === 0 ? 0 : values.length / columns;
  }

  /** Writes a row and a 1 after it, times a factor, to where the target's `offset` is. */
  copyWithOne(row: number, factor: number, target: Float64Array, offset: number): void {
    const { values, columns } = this;
    const start = row * columns;
    for (let at = 0; at < columns; at += 1) target[offset + at] = factor * (values[start + at] as number); // in bounds
    target[offset + columns] = factor;
  }
}
