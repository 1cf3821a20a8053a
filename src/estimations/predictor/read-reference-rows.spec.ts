import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReferenceRows } from './read-reference-rows.js';

const HEADER = 'marketplace,category,rank,monthly_sales,kind,source';
const GOOD = 'US,"Clothing, Shoes & Jewelry",10,120.5,observed,a seller';

describe('readReferenceRows', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reference-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (...lines: string[]) => {
    const path = join(folder, 'rows.csv');
    writeFileSync(path, lines.join('\n'));
    return readReferenceRows(path);
  };

  it("reads the project's copy", () => {
    const rows = readReferenceRows();
    expect(rows).toHaveLength(426);
    expect([...new Set(rows.map(({ marketplace }) => marketplace))]).toEqual(['CA', 'FR', 'MX', 'US']);
  });

  it('reads a quoted category, a fraction and a byte-order mark', () => {
    expect(read(`\uFEFF${HEADER}`, GOOD, '')).toEqual([
      {
        marketplace: 'US',
        category: 'Clothing, Shoes & Jewelry',
        rank: 10,
        monthlySales: 120.5,
        kind: 'observed',
        source: 'a seller',
      },
    ]);
  });

  it.each([
    ['us,Books,1,2,observed,x', 'rows.csv, line 3: marketplace must be two capital letters, but is "us".'],
    ['US,,1,2,observed,x', 'rows.csv, line 3: category must be a name, but is "".'],
    ['US,Books,0,2,observed,x', 'rows.csv, line 3: rank must be an integer of at least 1, but is "0".'],
    ['US,Books,1.5,2,observed,x', 'rows.csv, line 3: rank must be an integer of at least 1, but is "1.5".'],
    ['US,Books,,2,observed,x', 'rows.csv, line 3: rank must be an integer of at least 1, but is "".'],
    ['US,Books,1,0,observed,x', 'rows.csv, line 3: monthly_sales must be a number above 0, but is "0".'],
    ['US,Books,1,many,observed,x', 'rows.csv, line 3: monthly_sales must be a number above 0, but is "many".'],
    ['US,Books,1,2,guessed,x', 'rows.csv, line 3: kind must be observed or derived, but is "guessed".'],
    ['US,Books,1,2,observed', 'rows.csv, line 3: source must be a string, but is missing.'],
    ['US,Books,1,2,observed,x,y', 'line 3'],
  ])('rejects %j', (line, message) => {
    expect(() => read(HEADER, GOOD, line)).toThrow(message);
  });

  it('rejects a file without rows', () => {
    expect(() => read(HEADER)).toThrow('rows.csv holds no rows.');
  });
});
