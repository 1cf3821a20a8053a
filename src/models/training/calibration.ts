/** The rows whose probability of a class lies between two bounds. */
export interface CalibrationBin {
  /** Excluded, but in the first bin. */
  readonly lower: number;
  /** Included. */
  readonly upper: number;
  readonly rows: number;
  /** Mean of the probabilities; null without rows. */
  readonly predicted: number | null;
  /** Share of the rows that are of the class; null without rows. */
  readonly observed: number | null;
}

const BINS = 10;

/** How often a class came true when it was foretold with a probability: ten bins of equal width, as scikit-learn's calibration_curve. */
export class Calibration {
  private readonly rows = new Float64Array(BINS);
  private readonly predicted = new Float64Array(BINS);
  private readonly observed = new Float64Array(BINS);

  add(probability: number, isOfClass: boolean): void {
    let bin = Math.max(Math.ceil(probability * BINS) - 1, 0);
    // numpy's linspace has 0.30000000000000004, where the product's rounding would put a probability in another bin
    while (bin > 0 && probability <= boundAt(bin)) bin -= 1;
    while (bin < BINS - 1 && probability > boundAt(bin + 1)) bin += 1;
    this.rows[bin] = (this.rows[bin] ?? 0) + 1;
    this.predicted[bin] = (this.predicted[bin] ?? 0) + probability;
    if (isOfClass) this.observed[bin] = (this.observed[bin] ?? 0) + 1;
  }

  bins(): readonly CalibrationBin[] {
    return Array.from(this.rows, (rows, bin) => ({
      lower: bin / BINS,
      upper: (bin + 1) / BINS,
      rows,
      predicted: rows === 0 ? null : (this.predicted[bin] ?? 0) / rows,
      observed: rows === 0 ? null : (this.observed[bin] ?? 0) / rows,
    }));
  }
}

function boundAt(bin: number): number {
  return bin * (1 / BINS);
}
