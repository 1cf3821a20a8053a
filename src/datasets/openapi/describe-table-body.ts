import { applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConsumes,
  ApiPayloadTooLargeResponse,
  ApiQuery,
  ApiServiceUnavailableResponse,
  ApiUnprocessableEntityResponse,
  ApiUnsupportedMediaTypeResponse,
  ApiRequestTimeoutResponse,
} from '@nestjs/swagger';

const REFUSED = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };

/** The tables that a route takes, in the ways in which they can be sent, and what it rejects. */
export function DescribeTableBody(): MethodDecorator {
  return applyDecorators(
    ApiConsumes('application/json', 'text/csv', 'multipart/form-data'),
    ApiQuery({
      name: 'delimiter',
      required: false,
      schema: { type: 'string', enum: ['comma', 'semicolon', 'tab', 'pipe', ',', ';', '|'] },
      description: 'What stands between cells; found out where it is left out.',
    }),
    ApiQuery({
      name: 'header',
      required: false,
      schema: { type: 'string', enum: ['yes', 'no'] },
      description: 'Whether the first record names the columns; found out where it is left out.',
    }),
    ApiBody({
      required: true,
      description: 'JSON: a list of values for each column. CSV: the table. A form: a CSV file in each part.',
      schema: {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: ['number', 'string', 'boolean', 'null'] } },
        example: { num1: [1, 2, 3], num2: [4, 5, 6] },
      } as never, // swagger types OpenAPI 3.0, in which a type is one name
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
    ApiServiceUnavailableResponse({ description: 'As many uploads as MAX_UPLOADS are being read.', ...REFUSED }),
  );
}
