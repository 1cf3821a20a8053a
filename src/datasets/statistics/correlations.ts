/** How values of two columns vary together. */
interface Pair {
  count: number;
  /** The first values: means are kept as differences from them, as `Moments` does. */
  firstX: number;
  firstY: number;
  meanX: number;
  meanY: number;
  squaresX: number;
  squaresY: number;
  products: number;
}

/**
 * Pearson's correlation of each two columns over the rows in which both have a value, as pandas' `corr()`: batches are added as in
 * `Moments` (P. Pébay, "Formulas for Robust, One-Pass Parallel Computation of Covariances", 2008).
 */
export class Correlations {
  private readonly pairs: readonly (readonly Pair[])[];

  /** @param size how many columns */
  constructor(size: number) {
    this.pairs = Array.from({ length: size }, (_, row) => Array.from({ length: row }, newPair));
  }

  /** @param columns the values of each column, all of one length; NaN is no value */
  add(columns: readonly Float64Array[]): void {
    for (const [row, pairs] of this.pairs.entries()) {
      const x = columns[row];
      if (!x) continue;
      for (const [column, pair] of pairs.entries()) {
        const y = columns[column];
        if (y) addTo(pair, x, y);
      }
    }
  }

  /** From −1 to 1; null where a column is constant in the rows, or has a value that is not finite. */
  between(one: number, other: number): number | null {
    const pair = this.pairs[Math.max(one, other)]?.[Math.min(one, other)];
    if (!pair || pair.count < 2) return null;
    const correlation = pair.products / rootOf(pair);
    return Number.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : null;
  }
}

/** √xy is nearer than √x √y, but xy may be beyond what doubles hold. */
function rootOf({ squaresX, squaresY }: Pair): number {
  const product = squaresX * squaresY;
  return product > Number.MIN_VALUE / Number.EPSILON && Number.isFinite(product)
    ? Math.sqrt(product)
    : Math.sqrt(squaresX) * Math.sqrt(squaresY);
}

function newPair(): Pair {
  return { count: 0, firstX: 0, firstY: 0, meanX: 0, meanY: 0, squaresX: 0, squaresY: 0, products: 0 };
}

function addTo(pair: Pair, x: Float64Array, y: Float64Array): void {
  const { length } = x;
  let first = 0;
  while (first < length && !isBoth(x, y, first)) first++;
  if (first === length) return;
  if (pair.count === 0) [pair.firstX = 0, pair.firstY = 0] = [x[first], y[first]];
  const { firstX, firstY } = pair;
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = first; i < length; i++) {
    const deltaX = (x[i] ?? 0) - firstX;
    const deltaY = (y[i] ?? 0) - firstY;
    if (!isBoth(x, y, i)) continue;
    count++;
    sumX += deltaX;
    sumY += deltaY;
  }
  const meanX = sumX / count;
  const meanY = sumY / count;
  let squaresX = 0;
  let squaresY = 0;
  let products = 0;
  for (let i = first; i < length; i++) {
    if (!isBoth(x, y, i)) continue;
    const deltaX = (x[i] ?? 0) - firstX - meanX;
    const deltaY = (y[i] ?? 0) - firstY - meanY;
    squaresX += deltaX * deltaX;
    squaresY += deltaY * deltaY;
    products += deltaX * deltaY;
  }
  const total = pair.count + count;
  const share = (pair.count * count) / total;
  const stepX = meanX - pair.meanX;
  const stepY = meanY - pair.meanY;
  pair.squaresX += squaresX + stepX * stepX * share;
  pair.squaresY += squaresY + stepY * stepY * share;
  pair.products += products + stepX * stepY * share;
  pair.meanX = pair.count === 0 ? meanX : pair.meanX + (stepX * count) / total;
  pair.meanY = pair.count === 0 ? meanY : pair.meanY + (stepY * count) / total;
  pair.count = total;
}

function isBoth(x: Float64Array, y: Float64Array, index: number): boolean {
  return !Number.isNaN(x[index]) && !Number.isNaN(y[index]);
}
