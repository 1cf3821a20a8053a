import type { OperationObject, PathsObject } from '@nestjs/swagger';
import type { Settings } from '../../../../config/settings.js';
import { NotFound } from '../../../errors/api-error.js';
import { jsonContent } from '../../../openapi/content.js';
import { describeErrors } from '../../../openapi/describe-errors.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { cacheHeaderRefs } from './cache-header-refs.js';

const SCHEMA = { type: 'object', additionalProperties: true };

/** Where the resources tell their schemas, if they do. */
export function describeSchemas(definitions: readonly ResourceDefinition[], settings: Settings): PathsObject {
  const { schemaEndpoint } = settings;
  if (schemaEndpoint === '') return {};
  return {
    [`/${schemaEndpoint}`]: { get: describeAll(settings) },
    [`/${schemaEndpoint}/{resource}`]: { get: describeOne(definitions, settings) },
  };
}

function describeAll(settings: Settings): OperationObject {
  return {
    tags: ['service'],
    operationId: 'getSchemas',
    summary: 'What documents of each resource look like',
    responses: {
      200: {
        description: "Schemas in Cerberus' vocabulary, by resource.",
        headers: cacheHeaderRefs(settings),
        content: jsonContent({ type: 'object', additionalProperties: SCHEMA }),
      },
    },
  };
}

function describeOne(definitions: readonly ResourceDefinition[], settings: Settings): OperationObject {
  const names = definitions.map(({ name }) => name);
  return {
    tags: ['service'],
    operationId: 'getSchema',
    summary: 'What documents of one resource look like',
    parameters: [{ name: 'resource', in: 'path', required: true, schema: { type: 'string', enum: names } }],
    responses: {
      200: {
        description: "A schema in Cerberus' vocabulary.",
        headers: cacheHeaderRefs(settings),
        content: jsonContent(SCHEMA),
      },
      ...describeErrors({ notFound: new NotFound() }, settings),
    },
  };
}
