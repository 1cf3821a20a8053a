import type { OperationObject, SchemaObject } from '@nestjs/swagger';
import type { Settings } from '../../../../config/settings.js';
import { jsonContent, schemaRef } from '../../../openapi/content.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { representHome } from '../../representation/represent-home.js';
import { cacheHeaderRefs } from './cache-header-refs.js';
import { object } from '../schemas/envelope-schemas.js';

const LINKS = object({ child: { type: 'array', description: 'One for each resource.', items: schemaRef('Link') } });

/** The answer of the API's root. */
export function homeSchemas({ infoName, linksName, hateoas, apiVersion }: Settings): Record<string, SchemaObject> {
  const text: SchemaObject = { type: 'string' };
  const server = object({ server: text, version: text, ...(apiVersion !== '' && { api_version: text }) });
  return { Home: object({ ...(infoName !== '' && { [infoName]: server }), ...(hateoas && { [linksName]: LINKS }) }) };
}

/** The root of the API. */
export function describeHome(definitions: readonly ResourceDefinition[], settings: Settings): OperationObject {
  return {
    tags: ['service'],
    operationId: 'getHome',
    summary: settings.hateoas ? 'Links to every resource' : 'The root of the API',
    responses: {
      200: {
        description: settings.hateoas ? 'Where a client starts following links.' : 'What serves the API.',
        headers: cacheHeaderRefs(settings),
        content: jsonContent(schemaRef('Home'), { home: representHome(definitions, settings) }),
      },
    },
  };
}
