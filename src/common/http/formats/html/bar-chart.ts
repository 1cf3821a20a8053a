import { markup, type Html } from './markup.js';

const WIDTH = 420;
const ROW = 20;
const NAMES = 180;
const LONGEST_NAME = 26;

/** A name and its count. */
export interface Bar {
  readonly name: string;
  readonly count: number;
}

/** Horizontal bars as SVG, a name before and a count behind each. */
export function barChart(bars: readonly Bar[], label: string): Html {
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  const height = bars.length * ROW;
  const rows = bars.map(({ name, count }, index) => {
    const width = ((WIDTH - NAMES - 70) * count) / highest;
    const y = index * ROW;
    return markup`<g><title>${name}: ${count}</title><text x="${NAMES - 8}" y="${y + 14}" text-anchor="end">${shorten(name)}</text>
<rect x="${NAMES}" y="${y + 3}" width="${width.toFixed(1)}" height="${ROW - 6}" fill="#3b7dd8" />
<text x="${(NAMES + width + 6).toFixed(1)}" y="${y + 14}">${count}</text></g>`;
  });
  return markup`<svg role="img" aria-label="${label}" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
${rows}</svg>`;
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…` : name;
}
