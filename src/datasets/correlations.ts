import { Field } from '../common/resource/index.js';
import type { CorrelationTable } from './statistics/dataset-statistics.js';

/** How columns vary together, as it is stored. */
export class Correlations implements CorrelationTable {
  @Field.string({ required: true, allowed: ['pearson'], example: 'pearson' })
  method!: 'pearson';

  @Field.list<string>(
    { type: 'string' },
    { required: true, description: 'The columns of numbers, and of true and false without gaps; at most 50.' },
  )
  columns!: readonly string[];

  @Field.list<readonly (number | null)[]>(
    { type: 'list', items: { type: 'number', nullable: true } },
    {
      required: true,
      description:
        'A row for each of them, a value for each; null where a column is constant or has an infinite value.',
    },
  )
  values!: readonly (readonly (number | null)[])[];

  @Field.integer({ required: true, example: 0, description: 'How many columns of numbers came after the fiftieth.' })
  left_out!: number;
}
