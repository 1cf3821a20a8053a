import type { FeatureMatrix } from './feature-matrix.js';
import { BLOCK } from './row-block.js';

/**
 * Sums weight × x xᵀ over rows, x being the features of a row and a 1.
 *
 * @param rows the indices of the rows
 * @param weightAt the weight, at least zero, of the row at a place in `rows`
 * @returns the lower triangle of (columns + 1) × (columns + 1) numbers, row after row
 */
export function weightedGram(
  features: FeatureMatrix,
  rows: Uint32Array,
  weightAt: (place: number) => number,
): Float64Array {
  const width = features.columns + 1;
  const gram = new Float64Array(width * width);
  const block = new Float64Array(BLOCK * width);
  for (let start = 0; start < rows.length; start += BLOCK) {
    block.fill(0);
    const end = Math.min(start + BLOCK, rows.length);
    for (let place = start; place < end; place += 1) {
      features.copyWithOne(rows[place] ?? 0, Math.sqrt(weightAt(place)), block, (place - start) * width);
    }
    addBlock(gram, block, width);
  }
  return gram;
}

/** Indices are in bounds, which the compiler cannot know. */
function addBlock(gram: Float64Array, block: Float64Array, width: number): void {
  const second = width;
  const third = 2 * width;
  const fourth = 3 * width;
  for (let a = 0; a < width; a += 1) {
    const first = block[a] as number;
    const p = block[second + a] as number;
    const q = block[third + a] as number;
    const r = block[fourth + a] as number;
    const start = a * width;
    for (let b = 0; b <= a; b += 1) {
      gram[start + b] =
        (gram[start + b] as number) +
        first * (block[b] as number) +
        p * (block[second + b] as number) +
        (q * (block[third + b] as number) + r * (block[fourth + b] as number));
    }
  }
}
