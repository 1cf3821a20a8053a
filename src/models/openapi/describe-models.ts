import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, type ContentObject, type SchemaObject } from '@nestjs/swagger';
import { headerRefs, jsonContent } from '../../common/openapi/content.js';
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
/** In OpenAPI 3.1 a type may be several, of which swagger's types know nothing. */
const ROWS = {
  type: ['array', 'object'],
  description: 'A list of objects by the names of features, or of lists in their order; one of these alone is one row.',
  example: [[6.9, 3.1, 5.1, 2.3]],
} as unknown as SchemaObject;
const FILE: SchemaObject = {
  type: 'object',
  description: 'A CSV file in its one part.',
  additionalProperties: { type: 'string', contentMediaType: 'text/csv' } as SchemaObject,
};

function csvContent(example: string): ContentObject {
  return { 'text/csv': { schema: { type: 'string' }, example }, 'multipart/form-data': { schema: FILE } };
}

const BAD_CELLS =
  'Cells that are no numbers and whatever else is wrong with the CSV: the first 100, by line and column.';

/** `POST /models`. */
export function DescribeTrain(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'uploadTrainingData',
      summary: 'Train a model from a CSV, in the background',
      requestBody: {
        required: true,
        content: csvContent('5.1,3.5,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n'),
      },
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
      headers: headerRefs('Location'),
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
      operationId: 'predictFromCsv',
      summary: 'Predict from a CSV; a GET with the same body is answered alike',
      requestBody: { required: true, content: csvContent('6.9,3.1,5.1,2.3\n') },
    }),
    ModelParameter(),
    CsvParameters(),
    ApiResponse({
      status: 200,
      description: 'The model is being trained.',
      schema: { type: 'string', example: 'Model is Training' },
    }),
    ApiResponse({ status: 202, description: 'What the model says.', schema: ANSWER }),
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
    ApiOperation({
      operationId: 'predictRows',
      summary: 'Predict from CSV, from objects by feature or from lists',
      requestBody: { required: true, content: { ...jsonContent(ROWS), ...csvContent('6.9,3.1,5.1,2.3\n') } },
    }),
    ModelParameter(),
    CsvParameters(),
    ApiResponse({
      status: 200,
      description: 'What the model says, and which one it was.',
      schema: { ...ANSWER, properties: { ...ANSWER.properties, model } },
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

/** `POST /check_model_status/:model_id`. */
export function DescribeStatus(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'checkModelStatus', summary: 'Whether a model can be asked' }),
    ModelParameter(),
    ApiResponse({
      status: 200,
      description: 'In words.',
      schema: { type: 'string', enum: ['Model is Training', 'Ready to Use'] },
    }),
    Rejects({ 404: 'No such model.', 409: 'Its training has failed.', 503: 'The database is away.' }),
  );
}
