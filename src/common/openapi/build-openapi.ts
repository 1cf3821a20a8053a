import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject, type SchemaObject } from '@nestjs/swagger';
import { Settings } from '../../config/settings.js';
import { version } from '../../config/version.js';
import { describeResources } from '../resource/index.js';
import { describeEdge } from './describe-edge.js';
import { FORMAT_SCHEMAS } from './describe-formats.js';
import { describeService } from './describe-service.js';
import { errorSchemas } from './error-schemas.js';
import { HEADERS } from './headers.js';

/** The OpenAPI document, which lives at `url`, of a service: what swagger finds on controllers, what the engine says of its resources, and what holds for every URL. */
export function buildOpenApi(app: INestApplication, url: string): OpenAPIObject {
  const settings = app.get(Settings);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Evenest')
    .setDescription(describeService(url, settings))
    .setVersion(version)
    .addServer(settings.publicUrl || '/')
    .build();
  const found = SwaggerModule.createDocument(app, config, { autoTagControllers: false });
  const shared = { ...errorSchemas(settings), ...FORMAT_SCHEMAS };
  const foundSchemas = found.components?.schemas ?? {};
  const resources = describeResources(app, {
    schemas: new Set(Object.keys({ ...shared, ...foundSchemas })),
    subjects: new Set(subjectsOf(found)),
  });
  const paths = [...new Set([...Object.keys(resources.paths), ...Object.keys(found.paths)])].map(
    (path) => [path, { ...resources.paths[path], ...found.paths[path] }] as const, // a feature may add a verb to a resource
  );
  const schemas = { ...shared, ...resources.schemas, ...foundSchemas } as Record<string, SchemaObject>; // swagger types its own too loosely
  return {
    ...found,
    tags: [...resources.tags, { name: 'service', description: 'The way in, and the state of the service.' }],
    paths: Object.fromEntries(paths.map(([url, path]) => [url, describeEdge(path, settings)])),
    components: { schemas, headers: HEADERS },
  };
}

/** The subjects of the operations of a document: the `Health` of `getHealth`. */
function subjectsOf({ paths }: OpenAPIObject): readonly string[] {
  const ids = Object.values(paths).flatMap(({ get, put, post, patch, delete: remove }) =>
    [get, put, post, patch, remove].map((operation) => operation?.operationId ?? ''),
  );
  return ids.map((id) => id.replace(/^[a-z]+/, ''));
}
