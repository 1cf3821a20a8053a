import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../common/openapi/content.js';

/** The rejections of a route, by status. */
export function Rejects(reasons: Readonly<Record<number, string>>): MethodDecorator {
  return applyDecorators(
    ...Object.entries(reasons).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: jsonContent(schemaRef(status === '422' ? 'ValidationError' : 'Error')),
        headers: headerRefs('Cache-Control', ...(WAITING.has(status) ? (['Retry-After'] as const) : [])),
      }),
    ),
  );
}

/** The statuses that say when to come again. */
const WAITING = new Set(['429', '503']);

/** A body that arrives while it is read: what can go wrong with it. */
export const UPLOAD_REJECTIONS = {
  400: 'A malformed form, a parameter that is not known.',
  408: 'The body did not arrive in time.',
  413: 'More bytes than UPLOAD_LIMIT, of JSON than BODY_LIMIT.',
  503: 'As many uploads as MAX_UPLOADS are being read, or the database is away.',
} as const;

/** How a CSV is read. */
export function CsvParameters(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'delimiter',
      required: false,
      schema: { type: 'string', enum: ['comma', 'semicolon', 'tab', 'pipe', ',', ';', '\t', '|'] },
      description: 'What stands between cells; found out where it is left out.',
    }),
    ApiQuery({
      name: 'header',
      required: false,
      schema: { type: 'string', enum: ['yes', 'no'] },
      description: 'Whether the first record names the columns; found out where it is left out.',
    }),
  );
}

/** The model that a URL names. */
export function ModelParameter(): MethodDecorator {
  return ApiParam({
    name: 'id',
    description: 'The `_id` of a model, or an alias; `default` is the latest one unless it was given another meaning.',
    schema: { type: 'string' },
  });
}
