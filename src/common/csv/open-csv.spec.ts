import { InvalidCsv, type CsvIssue } from '../errors/api-error.js';
import type { CsvLimits } from './csv-limits.js';
import { lineOfCell, type CsvRow } from './csv-row.js';
import { openCsv, type CsvOptions } from './open-csv.js';

const LIMITS: CsvLimits = { columns: 5, cellLength: 20, lineLength: 40, rows: 200 };

type Input = string | readonly number[];

function toBytes(input: Input): Buffer {
  return typeof input === 'string' ? Buffer.from(input) : Buffer.from(input);
}

async function read(chunks: Iterable<Uint8Array>, options: Partial<CsvOptions> = {}) {
  const table = await openCsv(chunks, { limits: LIMITS, ...options });
  const rows: CsvRow[] = [];
  for await (const batch of table.batches) rows.push(...batch);
  table.issues.requireNone();
  return { ...table, rows };
}

async function issuesOf(input: Input, options?: Partial<CsvOptions>): Promise<readonly CsvIssue[]> {
  const error: unknown = await read([toBytes(input)], options).catch((reason: unknown) => reason);
  if (!(error instanceof InvalidCsv)) throw new Error(`no InvalidCsv, but ${JSON.stringify(error)}`);
  const { body } = error.toBody(WORDS)['_issues'] as { body: readonly CsvIssue[] };
  return body;
}

const WORDS = { statusName: '_status', statusErr: 'ERR', issuesName: '_issues', errorName: '_error' } as never;

describe('openCsv', () => {
  it.each<[string, Input, string[], (readonly (number | string)[])[]]>([
    ['LF', 'a,b\n1,2\n3,4\n', ['a', 'b'], [[2, '1', '2'], [3, '3', '4']]], // prettier-ignore
    ['CRLF, and no end of the last line', 'a,b\r\n1,2\r\n3,4', ['a', 'b'], [[2, '1', '2'], [3, '3', '4']]], // prettier-ignore
    ['a lone CR in an LF file', 'a,b\r1,2\n3,4\r', ['a', 'b'], [[2, '1', '2'], [3, '3', '4']]], // prettier-ignore
    ['empty and blank lines', '\n \na,b\n\n1,2\n\t\n3,4\n\n', ['a', 'b'], [[5, '1', '2'], [7, '3', '4']]], // prettier-ignore
    ['a quoted empty cell, which is a row', 'a\n""\n1\n', ['a'], [[2, ''], [3, '1']]], // prettier-ignore
    ['line breaks and quotes within quotes', 'a,b\n"x\r\n""y""",2\n3,4\n', ['a', 'b'], [[2, 'x\r\n"y"', '2'], [4, '3', '4']]], // prettier-ignore
    ['delimiters within quotes', 'a,b\n"1,5","2;5"\n', ['a', 'b'], [[2, '1,5', '2;5']]],
    ['a quote within a cell', 'a,b\n5" pipe, "x"\n', ['a', 'b'], [[2, '5" pipe', ' "x"']]],
    ['an empty last cell at the end', 'a,b\n1,', ['a', 'b'], [[2, '1', '']]],
    ['short rows', 'a,b,c\n1\n1,2\n', ['a', 'b', 'c'], [[2, '1', '', ''], [3, '1', '2', '']]], // prettier-ignore
    ['a byte order mark before a quote', '\ufeff"a",b\n1,2\n', ['a', 'b'], [[2, '1', '2']]],
    ['letters beyond ASCII', 'a,ß\n€,😀\n', ['a', 'ß'], [[2, '€', '😀']]],
    ['semicolons and decimal commas', '1,5;2,5\n2,5;3,5\n', ['column_1', 'column_2'], [[1, '1,5', '2,5'], [2, '2,5', '3,5']]], // prettier-ignore
    ['tabs', 'a\tb\n1\t\n\t\n', ['a', 'b'], [[2, '1', ''], [3, '', '']]], // prettier-ignore
    ['pipes', 'a|b\n1|2,3\n', ['a', 'b'], [[2, '1', '2,3']]],
    ['no header where there is a number', 'a,1\n', ['column_1', 'column_2'], [[1, 'a', '1']]],
    ['no header where a value is missing', 'a,NA\n', ['column_1', 'column_2'], [[1, 'a', 'NA']]],
    ['names given twice or not at all', 'a,,a,a\nx\n', ['a', 'Unnamed: 1', 'a.1', 'a.2'], [[2, 'x', '', '', '']]],
  ])('reads %s, wherever its bytes are cut', async (_what, input, names, expected) => {
    const bytes = toBytes(input);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const table = await read([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(table.names).toEqual(names);
      expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual(expected);
    }
  });

  it('reads the same of pieces beyond 64 KB, wherever a record is cut', async () => {
    const limits = { ...LIMITS, rows: 1e6 };
    const lines = Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? `"é\r\n${i}",""",;"` : `${i},ü;`));
    const bytes = Buffer.from(`a,b\r\n${lines.join('\r\n')}\r\n`);
    const { rows } = await read([bytes], { limits });
    expect(rows).toHaveLength(30_000);
    expect(rows.every(({ cells: [a, b] }, i) => i % 3 ? a === `${i}` && b === 'ü;' : a === `é\r\n${i}` && b === '",;')).toBe(true); // prettier-ignore
    expect(rows.at(-1)?.line).toBe(1 + 30_000 + 10_000);
  });

  it('knows the line of a cell behind line breaks', () => {
    expect(lineOfCell({ line: 3, cells: ['a\r\nb', 'c\nd\re', 'f'] }, 2)).toBe(6);
  });

  it('takes delimiter and header as they are given', async () => {
    const { names, rows } = await read([Buffer.from('a,b;c\nd,e;f\n')], { delimiter: ';', header: false });
    expect(names).toEqual(['column_1', 'column_2']);
    expect(rows[0]?.cells).toEqual(['a,b', 'c']);
    const numbered = await read([Buffer.from('2019,2020\n1,2\n')], { header: true });
    expect(numbered.names).toEqual(['2019', '2020']);
  });

  it.each<[string, Input, Partial<CsvIssue>]>([
    ['nothing', '', { line: 1, message: 'the CSV is empty: it needs a header or rows' }],
    ['blank lines alone', '\n \n', { line: 1, message: 'the CSV is empty: it needs a header or rows' }],
    ['a quote that does not close', 'a,b\n1,"2\n3,4\n', { line: 2, column: 2, message: 'a quote opens here and does not close' }], // prettier-ignore
    ['text behind a quote', 'a,b\n"x\ny","1"2\n', { line: 3, column: 2 }],
    ['a NUL', 'a,b\n1,2\n3,\0\n', { line: 3, column: 2, message: 'a NUL character, which no CSV has' }],
    ['bytes of another coding', [97, 44, 98, 10, 49, 44, 0xe9, 10, 50, 44, 51], { line: 2, column: 2, message: 'bytes that are not UTF-8' }], // prettier-ignore
    ['a letter that is cut off', [97, 44, 98, 10, 49, 44, 0xe2, 0x82], { line: 2, column: 2, message: 'bytes that are not UTF-8' }], // prettier-ignore
    ['UTF-16', [0xff, 0xfe, 97, 0, 10, 0], { line: 1, message: 'the text is UTF-16; save it as UTF-8' }],
    ['a row that is too long', 'a,b\n1,2\n"x\r\ny",2,3\n1,2', { line: 3, message: '3 cells, where the first record has 2' }], // prettier-ignore
    ['a comma too many in every row', 'a,b\n1,2,\n3,4,\n', { line: 2 }],
    ['too many columns', '1,2,3,4,5,6\n', { line: 1, column: 6, message: 'more than 5 columns (CSV_MAX_COLUMNS)' }],
    ['too long a cell', `a,b\n1,${'x'.repeat(30)}\n`, { line: 2, column: 2 }],
    ['too long a line', `${'x'.repeat(15)},${'y'.repeat(15)},${'z'.repeat(15)}\n1\n`, { line: 1 }],
    ['too many rows', 'a\n'.repeat(202), { line: 202, message: 'more than 200 rows (CSV_MAX_ROWS)' }],
  ])('rejects %s with its place', async (_what, input, issue) => {
    const issues = await issuesOf(input, { delimiter: ',' });
    expect(issues[0]).toMatchObject(issue);
  });

  it('reports the first 100 of many issues', async () => {
    expect(await issuesOf(`a,b\n${'1,2,3\n'.repeat(150)}`)).toHaveLength(100);
  });
});
