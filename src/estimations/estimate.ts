import { Field } from '../common/resource/index.js';

/** Where an estimation's figure comes from: a prediction with its interval, or the client, who alone knows how sure it is. */
export class Estimate {
  @Field.integer({ min: 0, example: 13967, description: 'Lower end of the interval, units a month.' })
  lower?: number;

  @Field.integer({ min: 0, example: 84747, description: 'Upper end of the interval, units a month.' })
  upper?: number;

  @Field.float({ example: 0.8, description: 'The probability that the interval is meant to hold.' })
  level?: number;

  @Field.string({ allowed: ['high', 'medium', 'low'], example: 'medium' })
  confidence?: string;

  @Field.boolean({ example: false, description: 'The rank lies outside the data that answered.' })
  extrapolated?: boolean;

  @Field.string({
    allowed: ['category', 'category and marketplace', 'marketplace', 'all marketplaces', 'client'],
    example: 'category and marketplace',
    description: 'What the figure rests on; client: it was given, not predicted.',
  })
  basis!: string;

  @Field.string({ example: 'hierarchical-1-0c79f916', description: 'The version of the model that predicted it.' })
  model?: string;
}
