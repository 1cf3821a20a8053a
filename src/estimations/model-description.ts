import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { CrossValidation } from './predictor/cross-validate.js';
import type { CategoryDescription, MarketplaceDescription, ModelDescription } from './predictor/model-description.js';
import type { PredictionModel } from './predictor/prediction.js';
import type { RowKind } from './predictor/reference-row.js';

const SHARE = { type: 'number', minimum: 0, maximum: 1 } as const;

/** How `CrossValidation` is described to clients. */
@ApiSchema({ name: 'CrossValidation', description: 'How far predictions lie from rows that the fit did not see.' })
class CrossValidationBody implements CrossValidation {
  @ApiProperty({ type: 'string', enum: ['leave-one-out', 'leave-one-category-out'] })
  method!: CrossValidation['method'];

  @ApiProperty({ type: 'integer', description: 'Rows predicted.' })
  n!: number;

  @ApiProperty({ type: 'number', description: 'Median of |predicted − actual| / actual.' })
  median_ape!: number;

  @ApiProperty({ type: 'number', description: 'Root mean square of ln(1 + predicted) − ln(1 + actual).' })
  rmsle!: number;

  @ApiProperty({ ...SHARE, description: 'Share of rows predicted between half and twice the actual figure.' })
  within_factor_2!: number;

  @ApiProperty({ ...SHARE, description: 'Share of rows inside their interval.' })
  interval_coverage!: number;
}

/** How `CategoryDescription` is described to clients. */
@ApiSchema({ name: 'CategoryDescription' })
class CategoryDescriptionBody implements CategoryDescription {
  @ApiProperty({ type: 'string' })
  category!: string;

  @ApiProperty({ type: 'integer' })
  rows!: number;

  @ApiProperty({ type: 'integer', description: 'The best rank among the rows.' })
  min_rank!: number;

  @ApiProperty({ type: 'integer', description: 'The worst rank among the rows.' })
  max_rank!: number;
}

/** How `MarketplaceDescription` is described to clients. */
@ApiSchema({ name: 'MarketplaceDescription' })
class MarketplaceDescriptionBody implements MarketplaceDescription {
  @ApiProperty({ type: 'string', examples: ['US'] })
  marketplace!: string;

  @ApiProperty({ type: 'integer' })
  rows!: number;

  @ApiProperty({
    type: 'object',
    description: 'How many rows sellers reported, and how many are points on a published curve.',
    properties: { observed: { type: 'integer' }, derived: { type: 'integer' } },
    required: ['observed', 'derived'],
    selfRequired: true,
  })
  kinds!: Readonly<Record<RowKind, number>>;

  @ApiProperty({ type: 'array', items: { type: 'string' }, description: 'Where the rows come from.' })
  sources!: readonly string[];

  @ApiProperty({ type: 'number', nullable: true, description: 'Null where the rows are too few to fit a curve.' })
  curvature!: number | null;

  @ApiProperty({ type: () => [CategoryDescriptionBody] })
  categories!: readonly CategoryDescription[];
}

/** How the body of `GET /estimations/model` is described to clients; the compiler holds it to what the predictor says. */
@ApiSchema({ name: 'ModelDescription', description: 'What model predicts, from which data, and how far it errs.' })
export class ModelDescriptionBody implements ModelDescription {
  @ApiProperty({
    type: 'string',
    description: 'Model, its version and a hash of the data.',
    examples: ['hierarchical-1-0c79f916'],
  })
  version!: string;

  @ApiProperty({ type: 'string', enum: ['hierarchical', 'power-law'] })
  name!: PredictionModel;

  @ApiProperty({ type: 'string', format: 'date-time' })
  trained_at!: Date;

  @ApiProperty({ type: 'integer', description: 'Rows it was trained on.' })
  rows!: number;

  @ApiProperty({ ...SHARE, description: 'The probability that an interval is meant to hold.' })
  interval_level!: number;

  @ApiProperty({ type: () => CrossValidationBody, description: 'For categories that the model has seen, row by row.' })
  error!: CrossValidation;

  @ApiProperty({ type: () => CrossValidationBody, description: 'For categories that it has not seen.' })
  error_unknown_category!: CrossValidation;

  @ApiProperty({ type: () => [MarketplaceDescriptionBody] })
  marketplaces!: readonly MarketplaceDescription[];
}
