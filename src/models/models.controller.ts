import { Body, Controller, Delete, Get, HttpCode, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { parseCsvQuery, requireKnown, type RawParameters } from '../common/csv/parse-csv-query.js';
import { NotFound, UnsupportedMediaType } from '../common/errors/api-error.js';
import { Reply } from '../common/http/reply.js';
import { StreamsBody } from '../common/http/uploads/streams-body.decorator.js';
import type { Upload } from '../common/http/uploads/upload.js';
import { Uploaded } from '../common/http/uploads/uploaded.decorator.js';
import { apiRoot } from '../config/api-root.js';
import { Settings } from '../config/settings.js';
import { ModelUploads } from './model-uploads.js';
import { DescribeAskModel, DescribePredict, DescribeTrain } from './openapi/describe-models.js';
import { parseTrainingQuery } from './parse-training-query.js';
import { PredictionService } from './predicting/prediction.service.js';

const TRAINING_CSV = 'text/csv: rows of numbers, the label in the last column';
const FEATURES_CSV = 'text/csv: rows of the features of the model, without the label';

/** Trains models and asks them; all that is read of them the engine answers. */
@ApiTags('models')
@Controller('models')
export class ModelsController {
  constructor(
    private readonly uploads: ModelUploads,
    private readonly predictions: PredictionService,
    private readonly settings: Settings,
  ) {}

  @DescribeTrain()
  @StreamsBody({ wanted: TRAINING_CSV, rejectsJson: true })
  @Post()
  async train(
    @Uploaded() upload: Upload | undefined,
    @Query() parameters: RawParameters,
    @Ip() client: string,
  ): Promise<Reply> {
    const { name, ...query } = parseTrainingQuery(parameters);
    if (!upload) throw new UnsupportedMediaType(TRAINING_CSV);
    const { _id, job } = await this.uploads.train({ upload, query, name, client });
    const id = _id.toHexString();
    const message = 'The model is being trained.';
    const location = `${this.settings.publicUrl}${apiRoot(this.settings)}/models/${id}`;
    return new Reply(201, { message, model_id: id, task_id: job }, { location });
  }

  @DescribeAskModel()
  @StreamsBody({ wanted: FEATURES_CSV, rejectsJson: true, answersGet: true })
  @HttpCode(202)
  @Post(':id')
  async ask(
    @Param('id') model: string,
    @Uploaded() upload: Upload | undefined,
    @Query() parameters: RawParameters,
  ): Promise<Reply> {
    requireKnown(parameters, ['delimiter', 'header']);
    const query = parseCsvQuery(parameters);
    if ((await this.predictions.statusOf(model)) === 'training') return new Reply(200, 'Model is Training');
    if (!upload) throw new UnsupportedMediaType(FEATURES_CSV);
    const { answer } = await this.predictions.predict(model, { upload, query });
    return new Reply(202, answer);
  }

  @DescribePredict()
  @StreamsBody({ wanted: `${FEATURES_CSV}; or application/json: a list of objects or lists` })
  @HttpCode(200)
  @Post(':id/predictions')
  async predict(
    @Param('id') model: string,
    @Uploaded() upload: Upload | undefined,
    @Body() body: unknown,
    @Query() parameters: RawParameters,
  ): Promise<Reply> {
    requireKnown(parameters, ['delimiter', 'header']);
    const query = parseCsvQuery(parameters);
    const { answer, model: used } = await this.predictions.predict(model, { upload, body, query });
    return new Reply(200, { ...answer, model: used });
  }

  @ApiExcludeEndpoint() // OpenAPI has one GET for the URL, that of the engine
  @Get(':id')
  async follow(@Param('id') alias: string): Promise<Reply> {
    const id = await this.predictions.idOf(alias);
    const location = `${this.settings.publicUrl}${apiRoot(this.settings)}/models/${id}`;
    return new Reply(307, { alias, model: id }, { location, 'cache-control': 'no-cache' });
  }

  /** What is no id names no model that could be deleted; those that are one, the engine deletes. */
  @ApiExcludeEndpoint()
  @Delete(':id')
  remove(): never {
    throw new NotFound();
  }
}
