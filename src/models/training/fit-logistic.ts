import { LogisticObjective } from './logistic-objective.js';
import { outputsOf, type LogisticRows } from './logistic-rows.js';
import { minimise } from './minimise.js';
import { preconditionLogistic } from './precondition-logistic.js';

/** 1 / C of scikit-learn's LogisticRegression, with its default C. */
const PENALTY = 1;
/** One row of so many is one of a few. */
const THINNING = 10;
/** The least that a few rows may be, to begin with them. */
const ENOUGH_ROWS = 2000;

/**
 * Fits a logistic regression with an L2 penalty of C = 1 to standardised features, to convergence: one sigmoid for two classes, a
 * softmax for more. Intercepts are not penalised, and those of a softmax add up to zero.
 *
 * @param start where to begin; zero when absent
 * @returns for each output a weight for each column, then the intercept
 */
export function fitLogistic(data: LogisticRows, start?: Float64Array): Float64Array {
  const parameters = start?.slice() ?? startFor(data);
  const objective = new LogisticObjective(data, PENALTY);
  objective.project(parameters);
  const precondition = () => preconditionLogistic(data, objective, PENALTY);
  minimise({ objective, precondition }, parameters, data.rows.length);
  objective.project(parameters);
  return parameters;
}

/** Many rows are begun from the fit to a few of them, which costs little and is near: the minimum is the same. */
function startFor(data: LogisticRows): Float64Array {
  const few = data.rows.filter((_, place) => place % THINNING === 0);
  const present = new Set(Array.from(few, (row) => data.labels[row] ?? 0));
  if (few.length >= ENOUGH_ROWS && present.size === data.classes.length) return fitLogistic({ ...data, rows: few });
  return new Float64Array(outputsOf(data) * (data.features.columns + 1));
}
