import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiQuery } from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../common/openapi/content.js';
import { DescribeTables } from './describe-tables.decorator.js';

/** `POST /datasets` for the OpenAPI document. */
export function DescribeDatasets(): MethodDecorator {
  return applyDecorators(
    DescribeTables({ operationId: 'uploadTables', summary: 'Computes the statistics of a table and keeps them' }),
    ApiQuery({
      name: 'name',
      required: false,
      schema: { type: 'string', maxLength: 500 },
      description: 'The name of the dataset; that of its file where it is left out.',
    }),
    ApiCreatedResponse({
      description: 'The dataset; of several files a list of them in `_items`.',
      headers: headerRefs('Location'),
      content: jsonContent({ oneOf: [schemaRef('DatasetReceipt'), schemaRef('DatasetReceiptList')] }),
    }),
  );
}
