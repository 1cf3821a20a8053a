import { MultivariateLinearRegression } from 'ml-regression';
import { toCells, toX } from './cell.js';
import { readReferenceRows } from './read-reference-rows.js';

describe('toCells', () => {
  const kindle = toCells(readReferenceRows()).get('US')?.get('kindle store');

  it('puts each category of each marketplace into one cell', () => {
    const cells = toCells(readReferenceRows());
    expect([...cells].map(([marketplace, own]) => [marketplace, own.size])).toEqual([
      ['CA', 1],
      ['FR', 2],
      ['MX', 5],
      ['US', 24],
    ]);
    expect(kindle?.range).toEqual({ min: toX(1), max: toX(300_000) });
  });

  it('partials x out so that the residuals give the coefficient of x² in the full regression', () => {
    const points = kindle?.points ?? [];
    const full = new MultivariateLinearRegression(
      points.map(({ x }) => [x, x * x]),
      points.map(({ y }) => [y]),
    );
    const { ySquare = NaN, squareSquare = NaN } = kindle?.lines?.residuals ?? {};
    expect(ySquare / squareSquare).toBeCloseTo(full.weights[1]?.[0] ?? NaN, 10);
  });

  it('fits no line to rows that share a rank', () => {
    const row = { marketplace: 'US', category: 'Books', rank: 5, kind: 'observed', source: 'x' } as const;
    const cell = toCells([
      { ...row, monthlySales: 10 },
      { ...row, monthlySales: 20 },
    ])
      .get('US')
      ?.get('books');
    expect(cell?.points).toHaveLength(2);
    expect(cell?.lines).toBeUndefined();
  });
});
