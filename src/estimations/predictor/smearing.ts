/** The most that the mean is believed to exceed the median. */
const MOST = 1.6;

/** Duan's smearing factor (Duan 1983, JASA 78:605): the mean of exp(residual), held within 1 and 1.6. */
export function smearingFactor(residuals: readonly number[]): number {
  const sum = residuals.reduce((total, residual) => total + Math.exp(residual), 0);
  return Math.min(Math.max(sum / residuals.length, 1), MOST);
}
