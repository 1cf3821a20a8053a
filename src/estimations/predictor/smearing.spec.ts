import { smearingFactor } from './smearing.js';

describe('smearingFactor', () => {
  it.each([
    [[0, 0], 1],
    [[Math.log(2), Math.log(0.5)], 1.25],
    [[3, -3], 1.6],
    [[-1, -1], 1],
  ])('of the residuals %j is %d', (residuals, expected) => {
    expect(smearingFactor(residuals)).toBeCloseTo(expected);
  });
});
