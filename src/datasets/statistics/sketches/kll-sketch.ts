/** Size of the largest level: what memory and error depend on. */
const SIZE = 4096;
const SMALLEST_LEVEL = 8;
const SHRINKING = 2 / 3;

/** The error of a rank as a share of the number of values, not exceeded with a probability of 99 %: as Apache DataSketches measured it. */
export const RANK_ERROR = 2.296 / SIZE ** 0.9723;

/**
 * Quantiles of any number of values in bounded memory: Z. Karnin, K. Lang, E. Liberty, "Optimal Quantile Approximation in Streams",
 * 2016. Its coin is tossed by a generator with a fixed seed: the same values in the same order give the same answer.
 */
export class KllSketch {
  private readonly levels: number[][] = [[]];
  private size = 0;
  private capacities: readonly number[] = [SIZE];
  private capacity = SIZE;
  private state = 0x2545f491;

  add(value: number): void {
    this.levels[0]?.push(value);
    this.size++;
    if (this.size > this.capacity) this.compress();
  }

  /** The kept values in ascending order, and how many values each stands for. */
  weighted(): { readonly values: Float64Array; readonly weights: Float64Array } {
    const pairs = this.levels.flatMap((level, height) => level.map((value) => [value, 2 ** height] as const));
    pairs.sort(([one], [other]) => one - other);
    return {
      values: Float64Array.from(pairs, ([value]) => value),
      weights: Float64Array.from(pairs, ([, weight]) => weight),
    };
  }

  /** Halves the first level that is full: of each two neighbours one goes up, which one is up to a coin. */
  private compress(): void {
    const height = this.levels.findIndex((values, index) => values.length > (this.capacities[index] ?? 0));
    const level = this.levels[height];
    if (!level) return;
    if (height + 1 === this.levels.length) {
      this.levels.push([]);
      this.capacities = this.levels.map((_, index) => this.capacityOf(index));
      this.capacity = this.capacities.reduce((sum, one) => sum + one, 0);
    }
    const values = Float64Array.from(level).sort();
    const above = this.levels[height + 1];
    const even = values.length - (values.length % 2);
    for (let i = this.toss(); i < even; i += 2) above?.push(values[i] ?? 0);
    level.length = 0;
    if (even < values.length) level.push(values[even] ?? 0);
    this.size -= even / 2;
  }

  private capacityOf(height: number): number {
    return Math.max(SMALLEST_LEVEL, Math.ceil(SIZE * SHRINKING ** (this.levels.length - 1 - height)));
  }

  /** Zero or one: a bit of xorshift32 (G. Marsaglia, "Xorshift RNGs", 2003). */
  private toss(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 9) & 1;
  }
}
