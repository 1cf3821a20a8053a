/** The two classes of ml-regression that the predictor uses; the package ships no types. */
declare module 'ml-regression' {
  /** Least squares of several outputs on several inputs; `weights` is one row per input, the intercept last. */
  export class MultivariateLinearRegression {
    constructor(
      inputs: readonly (readonly number[])[],
      outputs: readonly (readonly number[])[],
      options?: { readonly intercept?: boolean; readonly statistics?: boolean },
    );
    readonly weights: readonly (readonly number[])[];
  }

  /** `A · x^B` by least squares in the logarithms; NaN for fewer than two distinct inputs or an output of zero. */
  export class PowerRegression {
    constructor(inputs: readonly number[], outputs: readonly number[]);
    readonly A: number;
    readonly B: number;
  }
}
