import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesOf } from '../../common/csv/column-names.js';
import { isMissing } from '../../common/csv/missing.js';
import { openCsv } from '../../common/csv/open-csv.js';
import { parseNumber } from '../../common/csv/parse-number.js';
import { cellOfText } from './cell.js';
import type { ColumnSummary } from './column-summary.js';
import { DatasetStatistics, type DatasetSummary } from './dataset-statistics.js';

interface RecordedColumn {
  readonly kind: string;
  readonly counts: readonly [number | boolean | string | null, number][];
  readonly histogram?: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  readonly [figure: string]: unknown;
}

interface RecordedTable {
  readonly csv: string;
  readonly columns: Readonly<Record<string, RecordedColumn>>;
  readonly correlations: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

interface Recorded {
  readonly cells: readonly [text: string, kind: string, value: number | boolean | string | null][];
  readonly headers: readonly [header: string[], names: string[]][];
  readonly tables: Readonly<Record<string, RecordedTable>>;
}

const RECORDED = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../test/fixtures/pandas/recorded.json'), 'utf8'),
  (_name, value: unknown) => (value === 'INFINITE' ? Infinity : value === '-INFINITE' ? -Infinity : value),
) as Recorded;

const FIGURES = ['mean', 'sd', 'min', 'q25', 'median', 'q75', 'max'] as const;
const LIMITS = { columns: 100, cellLength: 1000, lineLength: 10_000, rows: 1e7 };

async function summarize(csv: string | Iterable<Buffer>): Promise<DatasetSummary> {
  const table = await openCsv(typeof csv === 'string' ? [Buffer.from(csv)] : csv, { limits: LIMITS, header: true });
  const statistics = new DatasetStatistics(table.names);
  for await (const rows of table.batches) statistics.addRows(rows);
  table.issues.requireNone();
  return statistics.summary;
}

/** Equal to 1e-9 of the figure. */
function expectClose(actual: unknown, expected: unknown, what: string): void {
  if (typeof expected !== 'number' || typeof actual !== 'number') expect([what, actual]).toEqual([what, expected]);
  else if (Math.abs(actual - expected) > 1e-9 * Math.abs(expected)) expect([what, actual]).toEqual([what, expected]);
}

/** JSON has no infinity, and Python writes truth in capitals. */
function nameOf(value: number | boolean | string | null): string {
  return value === null
    ? 'inf'
    : String(value)
        .replace(/^-?inf$/, 'inf')
        .toLowerCase();
}

/** Its booleans with a gap are objects. */
function kindToPandas({ kind, missing }: ColumnSummary): string {
  if (kind === 'integer') return 'number';
  return kind === 'boolean' && missing > 0 ? 'text' : kind;
}

/** Of equal values its deviation is the error of their mean. */
function expectedFigure(figure: string, column: RecordedColumn | undefined): unknown {
  return figure === 'sd' && column?.kind === 'number' && column['min'] === column['max'] && Number(column['count']) > 1
    ? 0
    : column?.[figure];
}

describe('what pandas reads', () => {
  it.each(RECORDED.cells)('is what is read of %j: %s', (text, kind, value) => {
    const number = parseNumber(text);
    if (kind === 'number') expect((number ?? Number.NaN) + 0).toBe(value);
    else expect(number).toBeUndefined();
    expect(isMissing(text)).toBe(kind === 'missing');
    expect(cellOfText(text)?.kind === 'boolean').toBe(kind === 'boolean');
    if (kind === 'boolean') expect(cellOfText(text)?.value).toBe(Number(value));
  });

  it.each(RECORDED.headers)('is how columns are named: %j', (header, names) => {
    expect(namesOf(header)).toEqual(names);
  });
});

describe('DatasetStatistics', () => {
  it.each(Object.entries(RECORDED.tables))('has the figures of pandas for %s', async (_name, recorded) => {
    const { columns, correlations } = await summarize(recorded.csv);

    expect(columns.map(({ name }) => name)).toEqual(Object.keys(recorded.columns));
    for (const column of columns) {
      const expected = recorded.columns[column.name];
      const { count, missing, distinct } = column;
      expect({ count, missing, distinct }).toEqual({
        count: expected?.['count'],
        missing: expected?.['missing'],
        distinct: expected?.['distinct'],
      });
      expect(kindToPandas(column)).toBe(expected?.kind);
      for (const figure of FIGURES)
        expectClose(column[figure], expectedFigure(figure, expected), `${column.name} ${figure}`);
      if (expected?.histogram) {
        expect(column.histogram?.counts).toEqual(expected.histogram.counts);
        for (const [index, edge] of expected.histogram.edges.entries()) {
          expect(Math.abs((column.histogram?.edges[index] ?? 0) - edge)).toBeLessThanOrEqual(
            1e-9 * Math.abs(edge) + 1e-12,
          );
        }
      }
      const known = new Map(expected?.counts.map(([value, times]) => [nameOf(value), times]));
      for (const { value, count: times } of column.top) {
        if (known.size < 400)
          expect([column.name, value, times]).toEqual([column.name, value, known.get(nameOf(value))]);
      }
      expect(column.top[0]?.count ?? 0).toBeGreaterThanOrEqual(Math.max(0, ...known.values()));
    }
    expect([...correlations.columns].sort()).toEqual(
      Object.keys(recorded.correlations)
        .filter((name) => recorded.columns[name]?.kind !== 'empty')
        .sort(),
    );
    for (const [row, name] of correlations.columns.entries()) {
      for (const [place, other] of correlations.columns.entries()) {
        const actual = correlations.values[row]?.[place];
        const expected = recorded.correlations[name]?.[other];
        if (typeof actual === 'number' && typeof expected === 'number')
          expect(Math.abs(actual - expected)).toBeLessThan(1e-9);
        else expect([name, other, actual]).toEqual([name, other, expected]);
      }
    }
  });

  it('reads ids beyond 2^53 as text, says so, and counts their gap as missing', async () => {
    const { columns } = await summarize('id,x\n9007199254740993,9007199254740993\n,0.5\n9007199254740992,1\n');
    expect(columns[0]).toMatchObject({ kind: 'text', count: 2, missing: 1, distinct: 2 });
    expect(columns[0]?.note).toContain('2^53');
    expect(columns[1]).toMatchObject({ kind: 'number', max: 9007199254740992 });
  });

  it('takes JSON by its types: a string is text, whatever it looks like', () => {
    const statistics = new DatasetStatistics(['n', 's', 'b', 'big', 'none']);
    statistics.addColumns([
      [1, 2.5, null],
      ['1', 'NA', ''],
      [true, false, true],
      [9007199254740993n, 1, 2],
      [null, null, null],
    ]);
    const { columns } = statistics.summary;
    expect(columns.map(({ kind, count, missing }) => [kind, count, missing])).toEqual([
      ['number', 2, 1],
      ['text', 3, 0],
      ['boolean', 3, 0],
      ['text', 3, 0],
      ['empty', 0, 3],
    ]);
    expect(columns[2]).toMatchObject({ true_count: 2, false_count: 1 });
  });

  it('takes sketches of what is too much, and keeps within the error that it tells', async () => {
    const count = 120_000;
    // a permutation: the rank of a value is the value
    const lines = function* (): Generator<Buffer> {
      yield Buffer.from('id,word,zipf\n');
      for (let start = 0; start < count; start += 1000) {
        const rows = Array.from({ length: 1000 }, (_, offset) => {
          const id = ((start + offset) * 148_307) % count;
          return `${id},w${id % 30_000},${Math.floor(count / (1 + id))}\n`;
        });
        yield Buffer.from(rows.join(''));
      }
    };
    const { rows, columns } = await summarize(lines());
    const [id, word, zipf] = columns;

    expect(rows).toBe(count);
    expect(id).toMatchObject({
      quantiles: 'sketch',
      distinct_values: 'sketch',
      min: 0,
      max: count - 1,
    });
    for (const [figure, share] of [
      ['q25', 0.25],
      ['median', 0.5],
      ['q75', 0.75],
    ] as const) {
      expect(Math.abs((id?.[figure] ?? 0) / count - share)).toBeLessThan(id?.quantile_error ?? 0);
    }
    expect(id?.quantile_error).toBeLessThan(0.001);
    expect(id?.histogram?.counts.reduce((sum, one) => sum + one, 0)).toBe(count);
    for (const bin of id?.histogram?.counts ?? [])
      expect(Math.abs(bin / count - 0.05)).toBeLessThan(2 * (id?.quantile_error ?? 0));
    for (const [column, distinct] of [
      [id, count],
      [word, 30_000],
    ] as const) {
      expect(Math.abs((column?.distinct ?? 0) / distinct - 1)).toBeLessThan(3 * (column?.distinct_error ?? 0));
    }
    expect(zipf).toMatchObject({ distinct_values: 'exact', top_values: 'exact' });
    expect(zipf?.top[0]).toEqual({ value: 1, count: count / 2 });
  });

  it('tells frequent values among many within the error that it tells', async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => (i % 4 === 0 ? 'often' : `rare${i}`));
    const { columns } = await summarize(`a\n${lines.join('\n')}\n`);
    const [{ top, top_error: error, top_values: exactness } = { top: [], top_error: 0, top_values: '' }] = columns;
    expect(exactness).toBe('sketch');
    expect(top[0]?.value).toBe('often');
    expect(top[0]?.count).toBeLessThanOrEqual(25_000);
    expect((top[0]?.count ?? 0) + error).toBeGreaterThanOrEqual(25_000);
  });

  it('keeps little of values that are long', async () => {
    const { columns } = await summarize(`a\n${'x'.repeat(500)}\n${'x'.repeat(499)}y\n`);
    expect(columns[0]?.distinct).toBe(2);
    expect(columns[0]?.top[0]?.value).toMatch(/^x{44}… \(500 characters, \w+\)$/);
  });

  it('leaves columns out of the correlations beyond the fiftieth, and says how many', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
    const { correlations } = await summarize(
      [names, names.map((_, i) => i), names.map((_, i) => i * 2)].map(String).map((line) => Buffer.from(`${line}\n`)),
    );
    expect(correlations.columns).toHaveLength(50);
    expect(correlations.left_out).toBe(10);
  });
});
