import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Reply } from '../common/http/reply.js';
import { ModelDescriptionBody } from './model-description.js';
import { SalesPredictor } from './predictor/sales-predictor.js';

/** Says what model predicts, from which data, and how far it errs. */
@ApiTags('estimations')
@Controller('estimations/model')
export class EstimationModelController {
  constructor(private readonly predictor: SalesPredictor) {}

  @ApiOperation({ operationId: 'getEstimationModel', summary: 'The model that predicts, its data and its error' })
  @ApiOkResponse({ description: 'The model of this service.', type: ModelDescriptionBody })
  @Get()
  show(): Reply {
    return new Reply(200, this.predictor.describe());
  }
}
