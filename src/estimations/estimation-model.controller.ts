import { Controller, Get } from '@nestjs/common';
import { Reply } from '../common/http/reply.js';
import { SalesPredictor } from './predictor/sales-predictor.js';

/** Says what model predicts, from which data, and how far it errs. */
@Controller('estimations/model')
export class EstimationModelController {
  constructor(private readonly predictor: SalesPredictor) {}

  @Get()
  show(): Reply {
    return new Reply(200, this.predictor.describe());
  }
}
