import { LogisticObjective } from './logistic-objective.js';
import { outputsOf, type LogisticRows } from './logistic-rows.js';
import { minimise } from './minimise.js';
import { preconditionLogistic } from './precondition-logistic.js';

/** 1 / C of scikit-learn's LogisticRegression, with its default C. */
const PENALTY = 1;

/**
 * Fits a logistic regression with an L2 penalty of C = 1 to standardised features, to convergence: one sigmoid for two classes, a
 * softmax for more. Intercepts are not penalised, and those of a softmax add up to zero.
 *
 * @param start where to begin; zero when absent
 * @returns for each output a weight for each column, then the intercept
 */
export function fitLogistic(data: LogisticRows, start?: Float64Array): Float64Array {
  const parameters = start?.slice() ?? new Float64Array(outputsOf(data) * (data.features.columns + 1));
  const objective = new LogisticObjective(data, PENALTY);
  objective.project(parameters);
  const precondition = () => preconditionLogistic(data, objective, PENALTY);
  minimise({ objective, precondition }, parameters, data.rows.length);
  objective.project(parameters);
  return parameters;
}
