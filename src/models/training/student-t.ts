/**
 * The quantile of Student's t distribution, to about 1e-12 of itself: bisection on the distribution function, which is exact where
 * approximations (Hill 1970, CACM algorithm 396) have six digits.
 *
 * @param probability above 0.5 and below 1
 * @param freedom degrees of freedom, above zero
 */
export function quantileOfT(probability: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (upperTail(high, freedom) > 1 - probability) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-14 * high; step += 1) {
    const middle = (low + high) / 2;
    if (upperTail(middle, freedom) > 1 - probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * P(T > t) = I(ν / (ν + t²); ν/2, 1/2) / 2 for t ≥ 0 (Abramowitz & Stegun 1964, 26.7.1), I being the regularised incomplete beta function,
 * by its continued fraction (Press et al. 2007, Numerical Recipes, §6.4).
 */
function upperTail(t: number, freedom: number): number {
  if (t === 0) return 0.5;
  const a = freedom / 2;
  const ratio = (t * t) / freedom;
  const x = 1 / (1 + ratio);
  const rest = ratio / (1 + ratio);
  const front = Math.exp(-logBeta(a) - a * Math.log1p(ratio) + Math.log(rest) / 2);
  if (x < (a + 1) / (a + 2.5)) return (front * continuedFraction(x, a, 0.5)) / a / 2;
  return (1 - 2 * front * continuedFraction(rest, 0.5, a)) / 2;
}

const TINY = 1e-300;
const MOST_TERMS = 100_000;

/** Lentz's evaluation of the fraction. */
function continuedFraction(x: number, a: number, b: number): number {
  const apart = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / apart(1 + even * d);
    c = apart(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart(1 + odd * d);
    c = apart(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}

/**
 * ln B(a, 1/2) = ln √π − ln (Γ(a + 1/2) / Γ(a)), for a > 0: the series of that quotient for large a (Tricomi & Erdélyi 1951, Pacific J. Math. 1:133),
 * after shifting a above 20.
 */
function logBeta(a: number): number {
  let shift = 0;
  let z = a;
  for (; z < 20; z += 1) shift += Math.log1p(0.5 / z);
  const inverse = 1 / (z * z);
  const series = (-1 / 8 + inverse * (1 / 192 - inverse * (1 / 640 - (inverse * 17) / 14336))) / z;
  return Math.log(Math.PI) / 2 - Math.log(z) / 2 - series + shift;
}
