/**
 * Mean and variance of any number of values, added in batches: each batch in two passes, batches together by T. Chan, G. Golub and
 * R. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979. The error does not grow with the count,
 * and a constant column has a variance of exactly zero.
 */
export class HookPoints {
  count = 0;
  mean = 0;
  /** The sum of squared deviations from the mean. */
  squares = 0;
  min = Infinity;
  max = -Infinity;

  /** @param values NaN is no value */
  add(values: Float64Array): void {
    const { count, mean } = this.meanOf(values);
    if (count === 0) return;
    let squares = 0;
    for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    const total = this.count + count;
    const step = mean - this.mean;
    this.squares += squares + (step * step * this.count * count) / total;
    this.mean = this.count === 0 ? mean : this.mean + (step * count) / total;
    this.count = total;
  }

  /** The sample standard deviation (n − 1): NaN of fewer than two values, zero of equal ones. */
  get deviation(): number {
    if (this.count < 2) return Number.NaN;
    return this.min === this.max ? 0 : Math.sqrt(this.squares / (this.count - 1));
  }

  /** From the first value on, so that the mean of equal values is that value. */
  private meanOf(values: Float64Array): { readonly count: number; readonly mean: number } {
    const first = values.find((value) => !Number.isNaN(value)) ?? 0;
    let count = 0;
    let sum = 0;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      count++;
      sum += value - first;
      if (value < this.min) this.min = value;
      if (value > this.max) this.max = value;
    }
    return { count, mean: first + sum / count };
  }
}
