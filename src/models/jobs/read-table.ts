import { FeatureMatrix } from '../training/feature-matrix.js';

/** The rows of a file of numbers, taken apart. */
export interface ReadTable {
  readonly features: FeatureMatrix;
  /** The last number of each row. */
  readonly last: Float64Array;
}

/** How many rows there are, and how many features each has before its last number. */
export interface TableShape {
  readonly rows: number;
  readonly features: number;
}

/** Reads a file of rows of doubles; the features then stand close together in the very memory that the file was read into. */
export async function readTable(bytes: AsyncIterable<Uint8Array>, { rows, features }: TableShape): Promise<ReadTable> {
  const width = features + 1;
  const numbers = new Float64Array(rows * width);
  const target = new Uint8Array(numbers.buffer);
  let length = 0;
  for await (const chunk of bytes) {
    if (length + chunk.length > target.length) throw new Error(`The data is longer than ${target.length} bytes.`);
    target.set(chunk, length);
    length += chunk.length;
  }
  if (length < target.length) throw new Error(`The data has ${length} bytes, not ${target.length}.`);
  const last = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    last[row] = numbers[row * width + features] ?? 0;
    numbers.copyWithin(row * features, row * width, row * width + features);
  }
  return { features: new FeatureMatrix(numbers.subarray(0, rows * features), features), last };
}
