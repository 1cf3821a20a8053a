/** How well probabilities foretold classes. */
export interface ClassScores {
  readonly rows: number;
  /** Share of rows whose most probable class is theirs. */
  readonly accuracy: number;
  /** Mean of −ln p of the rows' own classes, p held within 2⁻⁵² and 1 − 2⁻⁵²: scikit-learn's log_loss. */
  readonly log_loss: number;
  /**
   * Mean squared error of the probabilities (Brier 1950, Monthly Weather Review 78:1): of the second class where there are two, from 0 to
   * 1; otherwise summed over all classes, from 0 to 2.
   */
  readonly brier_score: number;
}

/** Adds up the scores of one row after the other. */
export class ClassScoreSum {
  private rows = 0;
  private right = 0;
  private loss = 0;
  private squares = 0;

  /** @param probabilities of all classes, the row's own at `label` */
  add(probabilities: Float64Array, label: number, predicted: number): void {
    this.rows += 1;
    if (predicted === label) this.right += 1;
    const own = probabilities[label] ?? 0;
    this.loss -= Math.log(Math.min(Math.max(own, Number.EPSILON), 1 - Number.EPSILON));
    this.squares += probabilities.length === 2 ? (1 - own) ** 2 : squaredError(probabilities, label);
  }

  scores(): ClassScores {
    const { rows, right, loss, squares } = this;
    return { rows, accuracy: right / rows, log_loss: loss / rows, brier_score: squares / rows };
  }
}

/** The place of the largest probability, the first of equal ones. */
export function mostProbable(probabilities: Float64Array): number {
  let best = 0;
  for (let at = 1; at < probabilities.length; at += 1) {
    if ((probabilities[at] ?? 0) > (probabilities[best] ?? 0)) best = at;
  }
  return best;
}

function squaredError(probabilities: Float64Array, label: number): number {
  return probabilities.reduce((sum, probability, at) => sum + ((at === label ? 1 : 0) - probability) ** 2, 0);
}
