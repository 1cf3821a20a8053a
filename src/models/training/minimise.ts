/** A smooth convex function of many parameters, with what Newton's method asks of it. */
export interface Objective {
  /** How many parameters there are. */
  readonly length: number;
  /** Writes the gradient. @returns the value of the function */
  evaluate(parameters: Float64Array, gradient: Float64Array): number;
  /** Writes the product of a direction and the Hessian at the point of the last evaluation. */
  multiplyByHessian(direction: Float64Array, product: Float64Array): void;
  /** Takes out of a vector what the function does not depend on. */
  project(vector: Float64Array): void;
}

/** Replaces a vector by the solution of a system that is like that of the Hessian at the point of the last evaluation. */
export type Preconditioner = (vector: Float64Array) => void;

/** A function and how its Hessian is approximated. */
export interface Problem {
  readonly objective: Objective;
  /** Makes the approximation at the point of the last evaluation; made anew only when it has become a bad one. */
  readonly precondition: () => Preconditioner;
}

const MOST_STEPS = 200;
const MOST_PRODUCTS = 500;
/** With more products of the Hessian in a step than this, its approximation is made anew. */
const MANY_PRODUCTS = 12;
/** The largest element of the gradient at the minimum, for each row of data: what remains is rounding. */
const GRADIENT_TOLERANCE = 1e-13;
/** A step that moves no parameter further than this is the last: what remains is a small part of it. */
const SHORT_STEP = 1e-8;
/** Share of the decrease promised by the gradient that a step must keep. */
const SUFFICIENT = 1e-4;

/**
 * Moves parameters to the minimum, by Newton's method with conjugate gradients for each step and a backtracking line search (Nocedal & Wright 2006,
 * Numerical Optimization, algorithm 7.1): until the gradient is below 1e-8, or 1e-13 for each row where those are many, or the steps
 * are below 1e-8.
 *
 * @param start the parameters, which are changed
 * @param rows how many rows of data the function is a sum over
 */
export function minimise({ objective, precondition }: Problem, start: Float64Array, rows: number): void {
  const gradient = new Float64Array(objective.length);
  const tolerance = Math.max(1e-8, GRADIENT_TOLERANCE * rows);
  let value = objective.evaluate(start, gradient);
  let approximate: Preconditioner | undefined;
  for (let step = 0; step < MOST_STEPS && largestOf(gradient) > tolerance; step += 1) {
    approximate ??= precondition();
    const { direction, products } = solve(objective, approximate, gradient);
    if (products > MANY_PRODUCTS) approximate = undefined;
    if (largestOf(direction) < SHORT_STEP) {
      addScaled(start, 1, direction);
      return;
    }
    const next = search({ objective, parameters: start, direction, gradient, value });
    if (next === undefined) return; // the function falls no further within the precision of numbers
    value = next;
  }
}

interface Solution {
  readonly direction: Float64Array;
  /** How often the Hessian was multiplied. */
  readonly products: number;
}

/** Solves Hessian × direction = −gradient by preconditioned conjugate gradients, the more exactly the smaller the gradient is. */
function solve(objective: Objective, approximate: Preconditioner, gradient: Float64Array): Solution {
  const direction = new Float64Array(gradient.length);
  const residual = gradient.map((element) => -element);
  const product = new Float64Array(gradient.length);
  const toward = preconditioned(objective, approximate, residual);
  const enough = Math.min(0.1, Math.sqrt(largestOf(gradient)) * 0.1) * largestOf(gradient);
  let energy = dot(residual, toward);
  let products = 0;
  while (products < MOST_PRODUCTS && energy > 0) {
    objective.multiplyByHessian(toward, product);
    products += 1;
    const curvature = dot(toward, product);
    if (!(curvature > 0)) break;
    addScaled(direction, energy / curvature, toward);
    addScaled(residual, -energy / curvature, product);
    if (largestOf(residual) <= enough) break;
    const again = preconditioned(objective, approximate, residual);
    const renewed = dot(residual, again);
    for (let at = 0; at < toward.length; at += 1) {
      toward[at] = (again[at] ?? 0) + (renewed / energy) * (toward[at] ?? 0);
    }
    energy = renewed;
  }
  return { direction, products };
}

interface Search {
  readonly objective: Objective;
  readonly parameters: Float64Array;
  readonly direction: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** Goes along a direction as far as the function falls enough. @returns its value there; `undefined` when it falls nowhere */
function search({ objective, parameters, direction, gradient, value }: Search): number | undefined {
  const slope = dot(gradient, direction);
  const rounding = 1e-14 * Math.abs(value);
  const origin = parameters.slice();
  const known = gradient.slice();
  const before = largestOf(known);
  for (let length = 1; length > 1e-10; length /= 2) {
    parameters.set(origin);
    addScaled(parameters, length, direction);
    const next = objective.evaluate(parameters, gradient);
    if (next <= value + SUFFICIENT * length * slope) return next;
    if (next <= value + rounding && largestOf(gradient) < before) return next;
  }
  parameters.set(origin);
  gradient.set(known);
  return undefined;
}

function preconditioned(objective: Objective, approximate: Preconditioner, vector: Float64Array): Float64Array {
  const solution = vector.slice();
  approximate(solution);
  objective.project(solution);
  return solution;
}

function largestOf(vector: Float64Array): number {
  return vector.reduce((largest, element) => Math.max(largest, Math.abs(element)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, element, at) => sum + element * (b[at] ?? 0), 0);
}

function addScaled(sum: Float64Array, factor: number, vector: Float64Array): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + factor * (vector[at] ?? 0);
}
