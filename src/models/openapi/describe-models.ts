import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { TASKS } from '../model.resource.js';
import { CsvParameters, ModelParameter, Rejects, UPLOAD_REJECTIONS } from './described.js';

const NUMBERS = { type: 'array', items: { type: 'number' } };
const PROBABILITIES = {
  type: 'array',
  items: NUMBERS,
  description: 'Of each row those of all classes, in their order.',
};
const VALUES = { type: 'array', items: { type: ['string', 'number', 'null'] } };
const EXAMPLE = { predictions: ['Iris-virginica'], prediction_probability: [[0.0002, 0.34, 0.66]] };
const WARNINGS = {
  type: 'array',
  description: 'Features that rows have outside the range of the rows that the model was trained on.',
  items: { type: 'object', properties: { feature: { type: 'string' }, message: { type: 'string' } } },
};
const INTERVALS = {
  type: 'array',
  items: { type: ['array', 'null'], items: { type: 'number' } },
  description: 'Of a regression.',
};
const ANSWER = {
  type: 'object',
  properties: {
    predictions: VALUES,
    prediction_probability: PROBABILITIES,
    prediction_intervals: INTERVALS,
    interval_level: { type: 'number', example: 0.95 },
    warnings: WARNINGS,
  },
  example: EXAMPLE,
};
const BAD_CELLS =
  'Cells that are no numbers and whatever else is wrong with the CSV: the first 100, by line and column.';

/** `POST /models`. */
export function DescribeTrain(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'trainModel', summary: 'Train a model from a CSV, in the background' }),
    ApiConsumes('text/csv', 'multipart/form-data'),
    ApiBody({
      required: true,
      schema: { type: 'string', example: '5.1,3.5,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n' },
    }),
    CsvParameters(),
    ApiQuery({
      name: 'name',
      required: false,
      schema: { type: 'string', maxLength: 200 },
      description: 'Models of one name are versions of it.',
    }),
    ApiQuery({
      name: 'label',
      required: false,
      schema: { type: 'string' },
      description: 'The column to predict; the last unless given.',
    }),
    ApiQuery({ name: 'task', required: false, schema: { type: 'string', enum: [...TASKS], default: TASKS[0] } }),
    ApiResponse({
      status: 201,
      description: 'The model is being trained; `task_id` is the `_id` of its job.',
      headers: { Location: { $ref: '#/components/headers/Location' } }, // swagger knows no references here
      schema: {
        type: 'object',
        properties: { message: { type: 'string' }, model_id: { type: 'string' }, task_id: { type: 'string' } },
      },
    }),
    Rejects({ ...UPLOAD_REJECTIONS, 415: 'No CSV.', 422: BAD_CELLS, 429: 'As many jobs as JOBS_PER_CLIENT wait.' }),
  );
}

/** `POST /models/:model`, which answers a GET with a body too. */
export function DescribeAskModel(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'askModel',
      summary: 'Predict from a CSV; a GET with the same body is answered alike',
    }),
    ModelParameter(),
    ApiConsumes('text/csv', 'multipart/form-data'),
    ApiBody({ required: true, schema: { type: 'string', example: '6.9,3.1,5.1,2.3\n' } }),
    CsvParameters(),
    ApiResponse({
      status: 200,
      description: 'The model is being trained.',
      schema: { type: 'string', example: 'Model is Training' },
    }),
    ApiResponse({ status: 202, description: 'What the model says.', schema: ANSWER }), // swagger types OpenAPI 3.0, in which a type is one name
    Rejects({
      ...UPLOAD_REJECTIONS,
      404: 'No such model.',
      409: 'Its training has failed.',
      415: 'No CSV.',
      422: BAD_CELLS,
    }),
  );
}

/** `POST /models/:model/predictions`. */
export function DescribePredict(): MethodDecorator {
  const model = {
    type: 'object',
    properties: { id: { type: 'string' }, name: { type: 'string' }, version: { type: 'integer' } },
  };
  return applyDecorators(
    ApiOperation({ operationId: 'predict', summary: 'Predict from CSV, from objects by feature or from lists' }),
    ModelParameter(),
    ApiConsumes('application/json', 'text/csv', 'multipart/form-data'),
    ApiBody({
      required: true,
      schema: {
        type: 'array',
        items: { type: ['object', 'array'] },
        example: [[6.9, 3.1, 5.1, 2.3]],
      } as never, // swagger types OpenAPI 3.0, in which a type is one name
    }),
    CsvParameters(),
    ApiResponse({
      status: 200,
      description: 'What the model says, and which one it was.',
      schema: { ...ANSWER, properties: { ...ANSWER.properties, model } }, // the same
    }),
    Rejects({
      ...UPLOAD_REJECTIONS,
      404: 'No such model.',
      409: 'Its training has failed.',
      415: 'Neither CSV nor JSON.',
      422: BAD_CELLS,
      503: 'The model is being trained; `Retry-After` says when to ask again. Or the database is away.',
    }),
  );
}

/** `GET /models/:alias`. */
export function DescribeModelByAlias(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'followAlias', summary: 'The way to the model that an alias means' }),
    ModelParameter('alias'),
    ApiResponse({
      status: 307,
      description: '`Location` is the URL of the model.',
      schema: { type: 'object', properties: { alias: { type: 'string' }, model: { type: 'string' } } },
    }),
    Rejects({ 404: 'No such alias.', 503: 'The database is away.' }),
  );
}

/** `POST /check_model_status/:model_id`. */
export function DescribeStatus(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'checkModelStatus', summary: 'Whether a model can be asked' }),
    ModelParameter('model_id'),
    ApiResponse({
      status: 200,
      description: 'In words.',
      schema: { type: 'string', enum: ['Model is Training', 'Ready to Use'] },
    }),
    Rejects({ 404: 'No such model.', 409: 'Its training has failed.', 503: 'The database is away.' }),
  );
}
