import { Module } from '@nestjs/common';
import { ResourceModule } from '../common/resource/index.js';
import { EstimationModelController } from './estimation-model.controller.js';
import { Estimation } from './estimation.resource.js';
import { FillEstimatedSales } from './fill-estimated-sales.hook.js';
import { PredictorModule } from './predictor/predictor.module.js';

/** The flagship: best-seller ranks in, monthly sales out. */
@Module({
  imports: [
    PredictorModule,
    ResourceModule.forFeature(Estimation, { imports: [PredictorModule], hooks: [FillEstimatedSales] }),
  ],
  controllers: [EstimationModelController],
})
export class EstimationsModule {}
