import { Field } from '../common/resource/index.js';

/** A column that a model predicts from. */
export class Feature {
  @Field.string({ example: 'sepal_length' })
  name!: string;

  @Field.number({ example: 5.84 })
  mean?: number;

  @Field.number({
    example: 0.83,
    description: 'Standard deviation with the divisor n; 1 where the column is constant.',
  })
  scale?: number;

  @Field.number({ example: 4.3 })
  min?: number;

  @Field.number({ example: 7.9 })
  max?: number;
}
