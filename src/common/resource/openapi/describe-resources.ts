import type { INestApplicationContext } from '@nestjs/common';
import type { PathsObject, SchemaObject, TagObject } from '@nestjs/swagger';
import { apiRoot } from '../../../config/api-root.js';
import { Settings } from '../../../config/settings.js';
import { parametersOf } from '../routes/url-rule.js';
import { memberAt } from '../representation/links/links.js';
import { ResourceRegistry } from '../resource.registry.js';
import type { ResourceService } from '../resource.service.js';
import { resourceServiceToken } from '../resource.tokens.js';
import { aggregationSchemas, describeAggregation } from './paths/describe-aggregation.js';
import { describeCollection } from './paths/describe-collection.js';
import { describeHome, homeSchemas } from './paths/describe-home.js';
import { describeItem } from './paths/describe-item.js';
import { describeSchemas } from './paths/describe-schemas.js';
import { ENVELOPE_SCHEMAS } from './schemas/envelope-schemas.js';
import { exampleStored } from './examples/example-values.js';
import { toPath } from './paths/path-parameters.js';
import { resourceSchemas } from './schemas/resource-schemas.js';
import { SchemaCatalogue } from './schemas/schema-catalogue.js';
import type { ReservedNames } from './schemas/schema-names.js';
import type { ServedResource } from './served-resource.js';

/** The part of an OpenAPI document that reports of resources. */
export interface ResourcesDescription {
  readonly paths: PathsObject;
  readonly schemas: Readonly<Record<string, SchemaObject>>;
  readonly tags: readonly TagObject[];
}

/**
 * Describes the home resource and every resource of a service, from their definitions and the settings they run with.
 * No schema and no operation has a name that is reserved.
 */
export function describeResources(app: INestApplicationContext, reserved: ReservedNames): ResourcesDescription {
  const settings = app.get(Settings);
  const registry = app.get(ResourceRegistry);
  const definitions = registry.served;
  const own = { ...ENVELOPE_SCHEMAS, ...homeSchemas(settings) };
  const all = registry.resources.map(({ definition }) => definition); // internal ones are embedded in others
  const catalogue = new SchemaCatalogue(all, withOwn(reserved, Object.keys(own)), settings);
  const served = definitions.map((definition) => findServed(app, { definition, catalogue }));
  const schemas = Object.assign({}, own, ...served.map(schemasOf)) as Record<string, SchemaObject>;
  return {
    paths: underRoot(apiRoot(settings), {
      '/': { get: describeHome(definitions, settings) },
      ...describeSchemas(definitions, settings),
      ...(Object.assign({}, ...served.map(describePaths)) as PathsObject),
    }),
    schemas: { ...schemas, ...catalogue.subDocuments },
    tags: definitions.map(({ name, description }) => ({ name, ...(description !== '' && { description }) })),
  };
}

/** The engine's own names of schemas and subjects. */
function withOwn({ schemas, subjects }: ReservedNames, own: readonly string[]): ReservedNames {
  return {
    schemas: new Set([...schemas, ...own, 'PageMeta']),
    subjects: new Set([...subjects, 'Home', 'Schema', 'Schemas']),
  };
}

function findServed(
  app: INestApplicationContext,
  { definition, catalogue }: Pick<ServedResource, 'definition' | 'catalogue'>,
): ServedResource {
  const service = app.get<ResourceService>(resourceServiceToken(definition), { strict: false });
  const example = exampleStored(definition);
  const values = parametersOf(definition.collection).map(({ path }) => [path, memberAt(example, path)] as const);
  const linked = service.linkedAt({ values: Object.fromEntries(values) });
  return { ...linked, queryTarget: service.queryTarget, settings: app.get(Settings), catalogue };
}

function underRoot(root: string, paths: PathsObject): PathsObject {
  const moved = Object.entries(paths).map(
    ([path, item]) => [path === '/' && root !== '' ? root : root + path, item] as const,
  );
  return Object.fromEntries(moved);
}

function schemasOf(resource: ServedResource): Record<string, SchemaObject> {
  return resource.definition.aggregation ? aggregationSchemas(resource) : resourceSchemas(resource);
}

function describePaths(resource: ServedResource): PathsObject {
  const { collection, item, resourceMethods, aggregation, url } = resource.definition;
  if (aggregation) return { [`/${url}`]: describeAggregation(resource, aggregation) };
  const items = describeItem(resource);
  return {
    ...(resourceMethods.length > 0 && { [`/${toPath(collection)}`]: describeCollection(resource) }),
    ...(Object.keys(items).length > 0 && { [`/${toPath([...collection, item])}`]: items }),
  };
}
