import type { OperationObject, PathsObject } from '@nestjs/swagger';
import type { Settings } from '../../../config/settings.js';
import { NotFound } from '../../errors/api-error.js';
import { headerRefs, jsonContent } from '../../openapi/content.js';
import { describeErrors } from '../../openapi/describe-errors.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

const HEADERS = headerRefs('Cache-Control', 'Expires');
const SCHEMA = { type: 'object', additionalProperties: true };

/** Where the resources tell their schemas, if they do. */
export function describeSchemas(
  definitions: readonly ResourceDefinition[],
  { schemaEndpoint }: Pick<Settings, 'schemaEndpoint'>,
): PathsObject {
  if (schemaEndpoint === '') return {};
  return { [`/${schemaEndpoint}`]: { get: ALL }, [`/${schemaEndpoint}/{resource}`]: { get: describeOne(definitions) } };
}

const ALL: OperationObject = {
  tags: ['service'],
  operationId: 'getSchemas',
  summary: 'What documents of each resource look like',
  responses: {
    200: {
      description: "Schemas in Cerberus' vocabulary, by resource.",
      headers: HEADERS,
      content: jsonContent({ type: 'object', additionalProperties: SCHEMA }),
    },
  },
};

function describeOne(definitions: readonly ResourceDefinition[]): OperationObject {
  const names = definitions.map(({ name }) => name);
  return {
    tags: ['service'],
    operationId: 'getSchema',
    summary: 'What documents of one resource look like',
    parameters: [{ name: 'resource', in: 'path', required: true, schema: { type: 'string', enum: names } }],
    responses: {
      200: { description: "A schema in Cerberus' vocabulary.", headers: HEADERS, content: jsonContent(SCHEMA) },
      ...describeErrors({ notFound: new NotFound() }),
    },
  };
}
