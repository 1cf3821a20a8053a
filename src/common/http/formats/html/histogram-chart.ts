import { markup, type Html } from './markup.js';
import { shortNumber } from './short-number.js';

const WIDTH = 420;
const HEIGHT = 140;
const BASE = 24;
const TOP = 4;
const COLOUR = '#3b7dd8';

/** The counts of adjacent intervals. */
export interface HistogramData {
  /** One more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** A histogram as SVG, its limits and its highest count written beside; each bar says its own when it is pointed at. */
export function histogramChart({ edges, counts }: HistogramData, label: string): Html {
  const highest = Math.max(1, ...counts);
  const step = WIDTH / Math.max(1, counts.length);
  const bars = counts.map((count, index) => {
    const height = ((HEIGHT - BASE - TOP) * count) / highest;
    const range = `${shortNumber(edges[index] ?? 0)} to ${shortNumber(edges[index + 1] ?? 0)}: ${count}`;
    const place = markup`x="${fixed(index * step + 0.5)}" y="${fixed(HEIGHT - BASE - height)}"`;
    const size = markup`width="${fixed(step - 1)}" height="${fixed(height)}"`;
    return markup`<rect ${place} ${size} fill="${COLOUR}"><title>${range}</title></rect>`;
  });
  return markup`<svg role="img" aria-label="${label}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<line x1="0" y1="${HEIGHT - BASE}" x2="${WIDTH}" y2="${HEIGHT - BASE}" stroke="#8a949e" />${bars}
<text x="0" y="${HEIGHT - 6}">${shortNumber(edges[0] ?? 0)}</text>
<text x="${WIDTH / 2}" y="${HEIGHT - 6}" text-anchor="middle">most in a bar: ${Math.max(0, ...counts)}</text>
<text x="${WIDTH}" y="${HEIGHT - 6}" text-anchor="end">${shortNumber(edges.at(-1) ?? 0)}</text></svg>`;
}

function fixed(length: number): string {
  return length.toFixed(1);
}
