/** The probability that an interval is meant to hold. */
export const INTERVAL_LEVEL = 0.8;

/** The 90th percentile of the standard normal distribution: 80 % lie within ± z. */
export const intervalZ = 1.281_551_565_544_600_4;
