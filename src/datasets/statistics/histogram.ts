import type { Distribution } from './quantiles.js';

const BINS = 20;

/** How many values lie in each of the equal intervals between the least and the greatest. */
export interface Histogram {
  /** The limits of the intervals, one more than there are. An interval holds its lower limit; the last one both. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** As `numpy.histogram(values, bins=20)` counts, of the finite values; undefined where there are none. */
export function histogramOf({ values, weights }: Distribution): Histogram | undefined {
  const isFinite = (value: number): boolean => Number.isFinite(value);
  const least = values.find(isFinite);
  const greatest = values.findLast(isFinite);
  if (least === undefined || greatest === undefined) return undefined;
  const [from, to] = least === greatest ? [least - 0.5, greatest + 0.5] : [least, greatest];
  const step = (to - from) / BINS;
  if (!isFinite(step)) return undefined;
  const edges = Array.from({ length: BINS + 1 }, (_, index) => (index === BINS ? to : from + index * step));
  const counts = new Array<number>(BINS).fill(0);
  for (const [index, value] of values.entries()) {
    if (!isFinite(value)) continue;
    const bin = binOf(value, edges, (value - from) / step);
    counts[bin] = (counts[bin] ?? 0) + (weights?.[index] ?? 1);
  }
  return { edges, counts };
}

/** The quotient may be off by the last place: the limits decide, as in numpy. */
function binOf(value: number, edges: readonly number[], quotient: number): number {
  const bin = Math.min(Math.trunc(quotient), BINS - 1);
  if (value < (edges[bin] ?? 0)) return bin - 1;
  if (bin < BINS - 1 && value >= (edges[bin + 1] ?? 0)) return bin + 1;
  return bin;
}
