import { type Uncertain } from './prediction-method.js';
import {
  addMatrices,
  addVectors,
  invert,
  multiply,
  scaleMatrix,
  scaleVector,
  type Symmetric2,
  type Vector2,
  ZERO_MATRIX,
  ZERO_VECTOR,
} from './two-by-two.js';

/** The least variance between members that is believed, of intercept and slope: few members prove no likeness. */
const BETWEEN_FLOOR: Vector2 = [0.05, 0.005];

/** The distribution that members of a group come from. */
export interface Population {
  /** The typical member. */
  readonly typical: Uncertain;
  /** The variance between members; diagonal. */
  readonly between: Symmetric2;
}

/**
 * Random-effects pooling of intercepts and slopes: the variance between members by moments (the spread of the estimates
 * less their own variance; Hedges & Olkin 1985, ch. 9), then the precision-weighted mean.
 */
export function poolEstimates(members: readonly Uncertain[]): Population {
  const between = varianceBetween(members);
  let information = ZERO_MATRIX;
  let weighted = ZERO_VECTOR;
  for (const { value, covariance } of members) {
    const precision = invert(addMatrices(covariance, between));
    information = addMatrices(information, precision);
    weighted = addVectors(weighted, multiply(precision, value));
  }
  const covariance = invert(information);
  return { typical: { value: multiply(covariance, weighted), covariance }, between };
}

function varianceBetween(members: readonly Uncertain[]): Symmetric2 {
  const [interceptFloor, slopeFloor] = BETWEEN_FLOOR;
  if (members.length < 2) return [interceptFloor, 0, slopeFloor];
  const [meanIntercept, meanSlope] = scaleVector(
    members.map(({ value }) => value).reduce(addVectors),
    1 / members.length,
  );
  const sampling = scaleMatrix(members.map(({ covariance }) => covariance).reduce(addMatrices), 1 / members.length);
  let [intercepts, slopes] = [0, 0];
  for (const { value } of members) {
    intercepts += (value[0] - meanIntercept) ** 2;
    slopes += (value[1] - meanSlope) ** 2;
  }
  const freedom = members.length - 1;
  return [
    Math.max(intercepts / freedom - sampling[0], interceptFloor),
    0,
    Math.max(slopes / freedom - sampling[2], slopeFloor),
  ];
}
