import { type Cell, type Range } from './cell.js';

/** The lowest and the highest rank of several cells. */
export function rangeOf(cells: ReadonlyMap<string, Cell>): Range {
  const ranges = [...cells.values()].map(({ range }) => range);
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}
