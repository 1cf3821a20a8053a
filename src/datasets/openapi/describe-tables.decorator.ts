import { applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiQuery,
  ApiRequestTimeoutResponse,
  ApiServiceUnavailableResponse,
  ApiUnprocessableEntityResponse,
  ApiUnsupportedMediaTypeResponse,
  type ApiOperationOptions,
  type SchemaObject,
} from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../common/openapi/content.js';

const REFUSED = { content: jsonContent(schemaRef('Error')), headers: headerRefs('Cache-Control') };
const CSV = 'num1,num2\n1,4\n2,5\n3,6\n';

const DELIMITER: SchemaObject = {
  type: 'string',
  enum: ['comma', 'semicolon', 'tab', 'pipe', ',', ';', '\t', '|'],
};

/** An object of lists; in OpenAPI 3.1 a type may be several, of which swagger's types know nothing. */
const COLUMNS = {
  type: 'object',
  additionalProperties: { type: 'array', items: { type: ['number', 'string', 'boolean', 'null'] } },
  example: { num1: [1, 2, 3], num2: [4, 5, 6] },
} as unknown as SchemaObject;

const FILES: SchemaObject = {
  type: 'object',
  description: 'A CSV file in each part.',
  additionalProperties: { type: 'string', contentMediaType: 'text/csv' } as SchemaObject,
};

/** An operation that takes tables, in the ways in which they can be sent, with what it rejects. */
export function DescribeTables(operation: Pick<ApiOperationOptions, 'operationId' | 'summary'>): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      ...operation,
      requestBody: {
        required: true,
        description: 'JSON: a list of values for each column. CSV: the table. A form: a CSV file in each part.',
        content: {
          'application/json': { schema: COLUMNS },
          'text/csv': { schema: { type: 'string' }, example: CSV },
          'multipart/form-data': { schema: FILES },
        },
      },
    }),
    ApiQuery({
      name: 'delimiter',
      required: false,
      schema: DELIMITER,
      description: 'What stands between the cells of a CSV; found out where it is left out.',
    }),
    ApiQuery({
      name: 'header',
      required: false,
      schema: { type: 'string', enum: ['yes', 'no'] },
      description: 'Whether the first record of a CSV names the columns; found out where it is left out.',
    }),
    ApiBadRequestResponse({
      description: 'JSON that is no object of columns, a malformed form, a parameter that is not known.',
      ...REFUSED,
    }),
    ApiRequestTimeoutResponse({ description: 'The body did not arrive in time.', ...REFUSED }),
    ApiPayloadTooLargeResponse({ description: 'More bytes than UPLOAD_LIMIT, of JSON than BODY_LIMIT.', ...REFUSED }),
    ApiUnsupportedMediaTypeResponse({ description: 'Another media type, charset or coding.', ...REFUSED }),
    ApiUnprocessableEntityResponse({
      description: 'CSV that cannot be read: the first 100 issues by file, each with its line and column.',
      ...REFUSED,
    }),
    ApiServiceUnavailableResponse({
      description: 'As many uploads as MAX_UPLOADS are being read, or the database is away.',
      ...REFUSED,
      headers: headerRefs('Cache-Control', 'Retry-After'),
    }),
  );
}
