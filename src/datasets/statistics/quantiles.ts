import { KllSketch } from './sketches/kll-sketch.js';

/** Sorted values, and what each stands for: one value, where all are kept. */
export interface Distribution {
  readonly values: Float64Array;
  readonly weights?: Float64Array;
}

const FIRST_SIZE = 1024;

/** Keeps all values of a column while they are few, a sketch of them beyond. */
export class Quantiles {
  private kept: Float64Array = new Float64Array(FIRST_SIZE);
  private count = 0;
  private sketch: KllSketch | undefined;

  /** @param most how many values are kept */
  constructor(private readonly most: number) {}

  get isExact(): boolean {
    return this.sketch === undefined;
  }

  add(value: number): void {
    if (this.sketch) {
      this.sketch.add(value);
      return;
    }
    if (this.count === this.most) {
      this.sketch = new KllSketch();
      for (const known of this.kept) this.sketch.add(known);
      this.kept = new Float64Array(0);
      this.sketch.add(value);
      return;
    }
    if (this.count === this.kept.length) this.grow();
    this.kept[this.count++] = value;
  }

  get distribution(): Distribution {
    return this.sketch?.weighted() ?? { values: this.kept.slice(0, this.count).sort() };
  }

  private grow(): void {
    const larger = new Float64Array(Math.min(this.most, 2 * this.count));
    larger.set(this.kept);
    this.kept = larger;
  }
}

/** A quantile with linear interpolation between neighbours: numpy's and pandas' default, type 7 of Hyndman and Fan, 1996. NaN of nothing. */
export function quantileOf({ values, weights }: Distribution, share: number): number {
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : values.length;
  const position = share * (total - 1);
  const lower = Math.floor(position);
  const at = (rank: number): number => (weights ? valueAt(values, weights, rank) : values[rank]) ?? Number.NaN;
  const low = at(lower);
  const high = at(Math.min(lower + 1, total - 1));
  const part = position - lower;
  if (low === high || part === 0) return low;
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part); // as numpy, which is exact at both ends
}

function valueAt(values: Float64Array, weights: Float64Array, rank: number): number | undefined {
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    below += weights[i] ?? 0;
    if (rank < below) return values[i];
  }
  return values.at(-1);
}
