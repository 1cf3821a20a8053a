import type { INestApplicationContext } from '@nestjs/common';
import type { OperationObject, PathsObject, SchemaObject, TagObject } from '@nestjs/swagger';
import { Settings } from '../../../config/settings.js';
import { headerRefs, jsonContent, schemaRef } from '../../openapi/content.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { representHome } from '../representation/represent-home.js';
import { ResourceRegistry } from '../resource.registry.js';
import type { ResourceService } from '../resource.service.js';
import { resourceServiceToken } from '../resource.tokens.js';
import { aggregationSchemas, describeAggregation } from './describe-aggregation.js';
import { describeCollection } from './describe-collection.js';
import { describeItem } from './describe-item.js';
import { ENVELOPE_SCHEMAS } from './envelope-schemas.js';
import { resourceSchemas } from './resource-schemas.js';
import type { ServedResource } from './served-resource.js';

/** The part of an OpenAPI document that tells of resources. */
export interface ResourcesDescription {
  readonly paths: PathsObject;
  /** Named schemas; no two of a name, unless they say the same. */
  readonly schemas: readonly (readonly [name: string, schema: SchemaObject])[];
  readonly tags: readonly TagObject[];
}

/** Describes the home resource and every resource of a service, from their definitions and the settings they run with. */
export function describeResources(app: INestApplicationContext): ResourcesDescription {
  const definitions = app.get(ResourceRegistry).resources.map(({ definition }) => definition);
  const served = definitions.map((definition) => findServed(app, definition));
  return {
    paths: {
      '/': { get: describeHome(definitions) },
      ...(Object.assign({}, ...served.map(describePaths)) as PathsObject),
    },
    schemas: [ENVELOPE_SCHEMAS, ...served.map(schemasOf)].flatMap((schemas) => Object.entries(schemas)),
    tags: definitions.map(({ name, description }) => ({ name, ...(description !== '' && { description }) })),
  };
}

function findServed(app: INestApplicationContext, definition: ResourceDefinition): ServedResource {
  const { queryTarget, linked } = app.get<ResourceService>(resourceServiceToken(definition), { strict: false });
  const { findRelated } = linked;
  return { definition, findRelated, queryTarget, settings: app.get(Settings) };
}

function schemasOf(resource: ServedResource): Record<string, SchemaObject> {
  return resource.definition.aggregation ? aggregationSchemas(resource) : resourceSchemas(resource);
}

function describePaths(resource: ServedResource): PathsObject {
  const { url, resourceMethods, itemMethods, aggregation } = resource.definition;
  if (aggregation) return { [`/${url}`]: describeAggregation(resource, aggregation) };
  return {
    ...(resourceMethods.length > 0 && { [`/${url}`]: describeCollection(resource) }),
    ...(itemMethods.length > 0 && { [`/${url}/{id}`]: describeItem(resource) }),
  };
}

function describeHome(definitions: readonly ResourceDefinition[]): OperationObject {
  return {
    tags: ['service'],
    operationId: 'getHome',
    summary: 'Links to every resource',
    responses: {
      200: {
        description: 'Where a client starts following links.',
        headers: headerRefs('Cache-Control', 'Expires'),
        content: jsonContent(schemaRef('Home'), { home: representHome(definitions) }),
      },
    },
  };
}
