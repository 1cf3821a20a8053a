import { normaliseCategory, normaliseMarketplace } from './category-name.js';
import { toCells, toX } from './cell.js';
import { type CrossValidation, leaveOneCategoryOut, leaveOneOut } from './cross-validate.js';
import { type Curve, logDeviationAt, logSalesAt } from './curve.js';
import { type CurveTable, findCurve, fitCurveTable } from './curve-table.js';
import { hashRows } from './hash-rows.js';
import { hierarchicalMethod } from './hierarchical-method.js';
import { INTERVAL_LEVEL, intervalZ } from './interval.js';
import { describeMarketplaces, type ModelDescription } from './model-description.js';
import { powerLawMethod } from './power-law-method.js';
import {
  type Prediction,
  type PredictionConfidence,
  type PredictionModel,
  type PredictionQuery,
} from './prediction.js';
import { type PredictionMethod } from './prediction-method.js';
import { type ReferenceRow } from './reference-row.js';

const METHODS = {
  hierarchical: hierarchicalMethod,
  'power-law': powerLawMethod,
} as const satisfies Record<PredictionModel, PredictionMethod>;

/** The marketplace of a query that names none. */
const DEFAULT_MARKETPLACE = 'US';

/** Rows of a category from which confidence is high, or medium. */
const ROWS_FOR = { high: 20, medium: 5 } as const;

/** How a predictor is trained. */
export interface TrainingOptions {
  /** `hierarchical` when absent. */
  readonly model?: PredictionModel;
}

/** Answers how much a product of a given best-seller rank and category sells in a month. */
export class SalesPredictor {
  /** Model, its version and a hash of the data, as predictions quote it. */
  readonly version: string;
  private readonly trainedAt = new Date();
  private errors: readonly [CrossValidation, CrossValidation] | undefined;

  private constructor(
    private readonly rows: readonly ReferenceRow[],
    private readonly name: PredictionModel,
    private readonly table: CurveTable,
  ) {
    this.version = `${name}-${METHODS[name].version}-${hashRows(rows)}`;
  }

  /**
   * Fits a model to reference rows.
   *
   * @throws Error when no category has sales at two different ranks
   */
  static train(rows: readonly ReferenceRow[], { model = 'hierarchical' }: TrainingOptions = {}): SalesPredictor {
    return new SalesPredictor(rows, model, fitCurveTable(toCells(rows), METHODS[model]));
  }

  /**
   * The median of monthly sales in units, and its 80 % interval.
   *
   * @throws RangeError for a rank that is no integer of at least 1
   */
  predict(query: PredictionQuery): Prediction {
    const { curve, x } = this.locate(query);
    const log = logSalesAt(curve, x);
    const reach = intervalZ * logDeviationAt(curve, x);
    const extrapolated = curve.basis === 'all marketplaces' || x < curve.range.min || x > curve.range.max;
    return {
      estimated_sales: Math.round(Math.exp(log)),
      lower: Math.floor(Math.exp(log - reach)),
      upper: Math.ceil(Math.exp(log + reach)),
      level: INTERVAL_LEVEL,
      confidence: confidenceOf(curve, extrapolated),
      extrapolated,
      basis: curve.basis,
      model: this.version,
    };
  }

  /**
   * The median before rounding; it falls strictly with rank.
   *
   * @throws RangeError for a rank that is no integer of at least 1
   */
  medianSales(query: PredictionQuery): number {
    const { curve, x } = this.locate(query);
    return Math.exp(logSalesAt(curve, x));
  }

  /**
   * The mean of monthly sales before rounding, by Duan's smearing of at most 1.6: the figure to add up over products.
   *
   * @throws RangeError for a rank that is no integer of at least 1
   */
  meanSales(query: PredictionQuery): number {
    const { marketplace = DEFAULT_MARKETPLACE } = query;
    const known = this.table.marketplaces.get(normaliseMarketplace(marketplace));
    return this.medianSales(query) * (known?.smearing ?? 1);
  }

  /** The description of the model and its errors. The first call measures the errors, later calls remember them. */
  describe(): ModelDescription {
    this.errors ??= this.measureErrors();
    const [error, errorOfUnknownCategory] = this.errors;
    return {
      version: this.version,
      name: this.name,
      trained_at: this.trainedAt,
      rows: this.rows.length,
      interval_level: INTERVAL_LEVEL,
      error,
      error_unknown_category: errorOfUnknownCategory,
      marketplaces: describeMarketplaces(this.rows, this.table),
    };
  }

  private measureErrors(): [CrossValidation, CrossValidation] {
    const method = METHODS[this.name];
    return [leaveOneOut(this.table, method), leaveOneCategoryOut(this.table, method)];
  }

  private locate({ rank, category, marketplace = DEFAULT_MARKETPLACE }: PredictionQuery): { curve: Curve; x: number } {
    if (!Number.isInteger(rank) || rank < 1)
      throw new RangeError(`rank must be an integer of at least 1, not ${rank}.`);
    const curve = findCurve(this.table, normaliseMarketplace(marketplace), normaliseCategory(category));
    return { curve, x: toX(rank) };
  }
}

function confidenceOf({ rows }: Curve, extrapolated: boolean): PredictionConfidence {
  if (extrapolated || rows < ROWS_FOR.medium) return 'low';
  return rows >= ROWS_FOR.high ? 'high' : 'medium';
}
