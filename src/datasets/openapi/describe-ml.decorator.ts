import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DescribeTables } from './describe-tables.decorator.js';

const FIGURE = { type: ['number', 'null'] };

/** `POST /ml` for the OpenAPI document. */
export function DescribeMl(): MethodDecorator {
  return applyDecorators(
    DescribeTables({ operationId: 'computeColumns', summary: 'Mean, minimum and maximum of each column of a table' }),
    ApiOkResponse({
      description: 'By column; of several files by file name. Null in columns that hold no numbers.',
      schema: {
        type: 'object',
        additionalProperties: { type: 'object', properties: { mean: FIGURE, min: FIGURE, max: FIGURE } },
        example: { num1: { mean: 2, min: 1, max: 3 }, num2: { mean: 5, min: 4, max: 6 } },
      },
    }),
  );
}
