import { toX } from './cell.js';
import { type Curve, type CurveParameters, logDeviationAt, logSalesAt, toCurve } from './curve.js';

const PARAMETERS: CurveParameters = {
  intercept: 7,
  slope: -0.8,
  curvature: -0.04,
  covariance: [0.01, 0.001, 0.002],
  scatter: 0.06,
  rows: 17,
  range: { min: toX(1), max: toX(10_000) },
  basis: 'category',
};

const slopeAt = (curve: Curve, x: number): number => (logSalesAt(curve, x + 1e-4) - logSalesAt(curve, x - 1e-4)) / 2e-4;

describe('logSalesAt', () => {
  const curve = toCurve(PARAMETERS);

  it.each([
    ['far left of the guard', -30, -0.15],
    ['inside', -2, -0.8 + 2 * 0.04 * 2],
    ['far right of the guard', 30, -1.6],
  ])('%s has the slope that is believed', (_, x, slope) => {
    expect(slopeAt(curve, x)).toBeCloseTo(slope, 6);
  });

  it.each([curve.guard.min, curve.guard.max])('has no step where the guard takes over at %d', (x) => {
    expect(logSalesAt(curve, x - 1e-9)).toBeCloseTo(logSalesAt(curve, x + 1e-9), 6);
  });

  it.each([-6, 5])('goes through the middle of the data with a slope of %d in them', (slope) => {
    const wild = toCurve({ ...PARAMETERS, slope, curvature: -0.04, range: { min: -5, max: -4 } });
    expect(logSalesAt(wild, -4.5)).toBeCloseTo(7 - 4.5 * slope - 0.04 * 4.5 ** 2);
    expect(slopeAt(wild, -4.5)).toBeCloseTo(slope < 0 ? -1.6 : -0.15, 6);
  });

  it('leaves a straight line alone', () => {
    expect(slopeAt(toCurve({ ...PARAMETERS, curvature: 0, slope: -2 }), 30)).toBeCloseTo(-2, 6);
  });
});

describe('logDeviationAt', () => {
  const certain = toCurve({ ...PARAMETERS, covariance: [0, 0, 0] });

  it('is the floor where the curve is certain', () => {
    expect(logDeviationAt(certain, toX(100))).toBeCloseTo(0.7);
  });

  it('is the scatter of the data where that is more', () => {
    expect(logDeviationAt({ ...certain, scatter: 0.81 }, toX(100))).toBeCloseTo(0.9);
  });

  it.each([
    [10_000, 0.7],
    [100_000, Math.hypot(0.7, 1.3)],
    [1_000_000, Math.hypot(0.7, 1.3, 1.3)],
  ])('at rank %d, with data up to 10 000, is %d', (rank, expected) => {
    expect(logDeviationAt(certain, toX(rank))).toBeCloseTo(expected);
  });
});
