import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { toRatios } from './print-ratios.mjs';

const README = new URL('../README.md', import.meta.url);
const SECTION = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;
const NOTHING = '–';

/**
 * The ratios of a run as a Markdown table, a row a route, with what they were measured on.
 *
 * @param measured for each route `{ route, contestants, results }`, the hand-written server first
 */
export function toMarkdown(measured, all, { engine, rounds }) {
  const others = all.slice(1);
  const rows = measured.flatMap((one) => toRows(one, others));
  const head = ['', 'target', ...others.flatMap(({ name }) => [name, 'requests/s'])];
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  const beside = others.flatMap(({ beside = [] }) => beside);
  const on = [engine, `Node.js ${process.version}`, ...beside, cpus()[0].model.trim()].join(', ');
  const date = new Date().toISOString().slice(0, 10);
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${date}: ${on}; medians of ${rounds} rounds, with the quartiles.`;
}

/** Writes a table into the README, between <!-- bench --> and <!-- /bench -->, as Prettier has it. */
export async function writeToReadme(table) {
  const prettier = await import('prettier');
  const readme = readFileSync(README, 'utf8').replace(SECTION, (_, open, close) => `${open}\n${table}\n\n${close}`);
  const options = await prettier.resolveConfig(README);
  writeFileSync(README, await prettier.format(readme, { ...options, parser: 'markdown' }));
}

function toRows({ route, contestants, results }, others) {
  const ratios = new Map(toRatios(results).map((one, index) => [contestants[index + 1], one]));
  const target = route.target === undefined ? NOTHING : `≤ ${route.target.toFixed(2)}`;
  const cellsOf = (tell) => others.flatMap((one) => (ratios.has(one) ? tell(ratios.get(one)) : [NOTHING, NOTHING]));
  const row = [
    `\`${route.name}\``,
    route.base ? NOTHING : target,
    ...cellsOf(({ cpu, speed }) => [describe(cpu), speed.median.toFixed(2)]),
  ];
  if (!route.base) return [row];
  return [row, [`\`${route.name}\`, to its own \`200\``, target, ...cellsOf(({ own }) => [describe(own), NOTHING])]];
}

function describe({ low, median, high }) {
  return `**${median.toFixed(2)}** (${low.toFixed(2)} – ${high.toFixed(2)})`;
}
