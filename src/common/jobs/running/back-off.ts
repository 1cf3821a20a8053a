/** Milliseconds beyond which no wait grows. */
const MOST = 300_000;

/**
 * Milliseconds until the next attempt: exponential, and spread over the second half, so that what failed together is not tried
 * together ("equal jitter").
 * @param attempt the one that has failed, from 1
 */
export function backOff(attempt: number, firstMs: number, random = Math.random): number {
  const longest = Math.min(MOST, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(longest * (0.5 + random() / 2));
}
