import { Module } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { readReferenceRows } from './read-reference-rows.js';
import { SalesPredictor } from './sales-predictor.js';

/** Trains the predictor at start, from the project's reference data, with the model that the settings name. */
@Module({
  providers: [
    {
      provide: SalesPredictor,
      inject: [Settings],
      useFactory: ({ predictionModel }: Settings) =>
        SalesPredictor.train(readReferenceRows(), { model: predictionModel }),
    },
  ],
  exports: [SalesPredictor],
})
export class PredictorModule {}
