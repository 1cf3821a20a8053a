/** The algebra of an intercept and a slope: vectors of two and symmetric two-by-two matrices, in closed form. */

/** Intercept and slope. */
export type Vector2 = readonly [number, number];

/** A symmetric matrix: first diagonal element, the element off the diagonal, second diagonal element. */
export type Symmetric2 = readonly [number, number, number];

/** The matrix, or vector, of zeros. */
export const ZERO_VECTOR: Vector2 = [0, 0];
export const ZERO_MATRIX: Symmetric2 = [0, 0, 0];

export function addVectors([a, b]: Vector2, [c, d]: Vector2): Vector2 {
  return [a + c, b + d];
}

export function scaleVector([a, b]: Vector2, factor: number): Vector2 {
  return [a * factor, b * factor];
}

export function addMatrices([a, b, c]: Symmetric2, [d, e, f]: Symmetric2): Symmetric2 {
  return [a + d, b + e, c + f];
}

export function scaleMatrix([a, b, c]: Symmetric2, factor: number): Symmetric2 {
  return [a * factor, b * factor, c * factor];
}

export function multiply([a, b, c]: Symmetric2, [u, v]: Vector2): Vector2 {
  return [a * u + b * v, b * u + c * v];
}

/** The inverse; the caller knows that the matrix has one. */
export function invert([a, b, c]: Symmetric2): Symmetric2 {
  const determinant = a * c - b * b;
  return [c / determinant, -b / determinant, a / determinant];
}

/** `(1, x) · matrix · (1, x)ᵀ`: the variance of `intercept + slope · x`. */
export function varianceOfLine([a, b, c]: Symmetric2, x: number): number {
  return a + x * (2 * b + x * c);
}
