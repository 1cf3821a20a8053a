import { poolEstimates } from './pool-estimates.js';

describe('poolEstimates', () => {
  it('takes a single member for typical and the floors for the variance between members', () => {
    const { typical, between } = poolEstimates([{ value: [5, -0.8], covariance: [0.01, 0, 0.001] }]);
    expect(typical.value[0]).toBeCloseTo(5);
    expect(typical.value[1]).toBeCloseTo(-0.8);
    expect(between).toEqual([0.05, 0, 0.005]);
  });

  it('subtracts the members own variance from their spread', () => {
    const { between } = poolEstimates([
      { value: [4, -1], covariance: [0.5, 0, 0.001] },
      { value: [6, -0.8], covariance: [0.5, 0, 0.001] },
    ]);
    expect(between[0]).toBeCloseTo(2 - 0.5);
    expect(between[2]).toBeCloseTo(0.02 - 0.001);
  });

  it('weighs a member by its precision', () => {
    const { typical } = poolEstimates([
      { value: [4, -0.8], covariance: [0.001, 0, 0.001] },
      { value: [6, -0.8], covariance: [10, 0, 0.001] },
    ]);
    expect(typical.value[0]).toBeLessThan(4.1);
  });
});
