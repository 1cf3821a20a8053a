import { backOff } from './back-off.js';

describe('backOff', () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [2, 1, 2_000],
    [4, 0, 4_000],
    [9, 1, 256_000],
    [10, 1, 300_000],
    [5_000, 0, 150_000],
  ])('after attempt %d with luck %d waits %d ms', (attempt, luck, milliseconds) => {
    expect(backOff(attempt, 1_000, () => luck)).toBe(milliseconds);
  });
});
