import { Field } from '../common/resource/index.js';

/** The figures of one fold, or of all rows together. */
const ROWS = { example: 30, description: 'Rows that the fit did not see.' };
const ACCURACY = { example: 0.96 };
const LOG_LOSS = { example: 0.15, description: 'Mean of −ln p of the rows’ own classes.' };
const BRIER_SCORE = { example: 0.07, description: 'Of two classes from 0 to 1, of more from 0 to 2.' };
const R2 = { nullable: true, example: 0.49, description: 'Of a regression; null where all values are equal.' };
const MEAN_ABSOLUTE_ERROR = { example: 44.3, description: 'Of a regression.' };

/** The figures of one fold. */
class FoldScores {
  @Field.integer(ROWS)
  rows!: number;

  @Field.number(ACCURACY)
  accuracy?: number;

  @Field.number(LOG_LOSS)
  log_loss?: number;

  @Field.number(BRIER_SCORE)
  brier_score?: number;

  @Field.number(R2)
  r2?: number | null;

  @Field.number(MEAN_ABSOLUTE_ERROR)
  mean_absolute_error?: number;
}

/** A bin of probabilities of a class. */
class Bin {
  @Field.number({ example: 0.9 })
  lower!: number;

  @Field.number({ example: 1 })
  upper!: number;

  @Field.integer({ example: 42 })
  rows!: number;

  @Field.number({ nullable: true, example: 0.97, description: 'Mean of the probabilities.' })
  predicted!: number | null;

  @Field.number({ nullable: true, example: 0.95, description: 'Share of the rows that are of the class.' })
  observed!: number | null;
}

/** How well a model foretells rows that its fit did not see: figures over all of them, then of each fold. */
export class Evaluation {
  @Field.string({ example: 'stratified 5-fold cross-validation' })
  method!: string;

  @Field.integer(ROWS)
  rows!: number;

  @Field.number(ACCURACY)
  accuracy?: number;

  @Field.number(LOG_LOSS)
  log_loss?: number;

  @Field.number(BRIER_SCORE)
  brier_score?: number;

  @Field.number(R2)
  r2?: number | null;

  @Field.number(MEAN_ABSOLUTE_ERROR)
  mean_absolute_error?: number;

  @Field.list<FoldScores>({ type: 'dict', model: FoldScores })
  folds!: readonly FoldScores[];

  @Field.list<readonly number[]>(
    { type: 'list', items: { type: 'integer' } },
    { description: 'A row for each class: of its rows, how many are held to be of each class.' },
  )
  confusion_matrix?: readonly (readonly number[])[];

  @Field.list<readonly Bin[]>(
    { type: 'list', items: { type: 'dict', model: Bin } },
    { description: 'Ten bins for each class; of two classes those of the second.' },
  )
  calibration?: readonly (readonly Bin[])[];

  @Field.list<string>({ type: 'string' }, { description: 'What makes the figures less sure.' })
  notes?: readonly string[];
}
