/**
 * Mean and variance of any number of values, added in batches: each batch in two passes, batches together by T. Chan, G. Golub and
 * R. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979. The error does not grow with the count,
 * and a constant column has a variance of exactly zero. All means are kept as differences from the first value of all: beside a mean
 * of 1e9, steps between means of batches would lose seven digits.
 */
export class Moments {
  count = 0;
  /** The sum of squared deviations from the mean. */
  squares = 0;
  min = Infinity;
  max = -Infinity;
  private first: number | undefined;
  /** The mean less the first value. */
  private offset = 0;

  get mean(): number {
    return (this.first ?? 0) + this.offset;
  }

  /** @param values NaN is no value */
  add(values: Float64Array): void {
    const first = (this.first ??= values.find((value) => !Number.isNaN(value)));
    if (first === undefined) return;
    const { count, offset } = this.offsetOf(values, first);
    if (count === 0) return;
    let squares = 0;
    for (const value of values) if (!Number.isNaN(value)) squares += (value - first - offset) ** 2;
    const total = this.count + count;
    const step = offset - this.offset;
    this.squares += squares + (step * step * this.count * count) / total;
    this.offset = this.count === 0 ? offset : this.offset + (step * count) / total;
    this.count = total;
  }

  /** The sample standard deviation (n − 1): NaN of fewer than two values, zero of equal ones. */
  get deviation(): number {
    if (this.count < 2) return Number.NaN;
    return this.min === this.max ? 0 : Math.sqrt(this.squares / (this.count - 1));
  }

  private offsetOf(values: Float64Array, first: number): { readonly count: number; readonly offset: number } {
    let count = 0;
    let sum = 0;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      count++;
      sum += value - first;
      if (value < this.min) this.min = value;
      if (value > this.max) this.max = value;
    }
    return { count, offset: sum / count };
  }
}
