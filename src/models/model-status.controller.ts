import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Reply } from '../common/http/reply.js';
import { DescribeStatus } from './openapi/describe-models.js';
import { PredictionService } from './predicting/prediction.service.js';

const WORDS = { training: 'Model is Training', ready: 'Ready to Use' } as const;

/** Says in words whether a model can be asked. */
@ApiTags('models')
@Controller('check_model_status')
export class ModelStatusController {
  constructor(private readonly predictions: PredictionService) {}

  @DescribeStatus()
  @HttpCode(200)
  @Post(':id')
  async check(@Param('id') id: string): Promise<Reply> {
    return new Reply(200, WORDS[await this.predictions.statusOf(id)]);
  }
}
