import { Field, Resource } from '../common/resource/index.js';
import { Estimate } from './estimate.js';

/** A product's best-seller rank and the units it sells a month: the client's own figure, or a prediction. */
@Resource({
  name: 'estimations',
  itemTitle: 'estimations',
  description: 'Monthly sales of Amazon products, estimated from their best-seller rank.',
  indexes: [
    { bestseller_rank: 1, _id: 1 },
    { category: 1, bestseller_rank: 1, _id: 1 },
  ],
  example: { bestseller_rank: 48, category: 'Home & Kitchen' },
})
export class Estimation {
  @Field.integer({
    required: true,
    min: 1,
    example: 48,
    description: 'The best-seller rank in the category; 1 sells most.',
  })
  bestseller_rank!: number;

  @Field.string({ required: true, trim: true, empty: false, maxLength: 100, example: 'Home & Kitchen' })
  category!: string;

  @Field.string({
    default: 'US',
    trim: true,
    empty: false,
    maxLength: 100,
    example: 'US',
    description: 'The country code of the Amazon site.',
  })
  marketplace!: string;

  @Field.integer({
    min: 0,
    example: 34405,
    description: 'Units sold a month. Predicted where the client leaves it out.',
  })
  estimated_sales!: number;

  @Field.dict(Estimate, { readOnly: true, description: 'How sure the figure is and what it rests on.' })
  estimate!: Estimate;
}
