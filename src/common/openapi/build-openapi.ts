import { isDeepStrictEqual } from 'node:util';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject, type SchemaObject } from '@nestjs/swagger';
import { Settings } from '../../config/settings.js';
import { version } from '../../config/version.js';
import { describeResources } from '../resource/index.js';
import { describeEdge } from './describe-edge.js';
import { FORMAT_SCHEMAS } from './describe-formats.js';
import { ERROR_SCHEMAS } from './error-schemas.js';
import { HEADERS } from './headers.js';

const describe = (
  url: string,
): string => `A REST API in the style of Python Eve. This description as data: [swagger.json](${url}).

- What answers \`GET\` answers \`HEAD\` as well, and every URL answers \`OPTIONS\` with the methods it has.
- A change needs the entity tag of the state it starts from, in \`If-Match\`: nobody overwrites what he has not seen.
- Bodies are JSON, or XML for a client whose \`Accept\` prefers it.
- A refused request answers \`{"_status": "ERR", "_error": {"code", "message"}}\`, with \`_issues\` by field where the document is at fault.
- Links are relative to the root of the API, dates are in RFC 1123.`;

/** The OpenAPI document, which lives at `url`, of a service: what swagger finds on controllers, what the engine says of its resources, and what holds for every URL. */
export function buildOpenApi(app: INestApplication, url: string): OpenAPIObject {
  const settings = app.get(Settings);
  const resources = describeResources(app);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Evenest')
    .setDescription(describe(url))
    .setVersion(version)
    .addServer('/')
    .build();
  const found = SwaggerModule.createDocument(app, config, { autoTagControllers: false });
  const paths = Object.entries({ ...resources.paths, ...found.paths });
  const schemas = [
    ...Object.entries({ ...ERROR_SCHEMAS, ...FORMAT_SCHEMAS }),
    ...resources.schemas,
    ...Object.entries(found.components?.schemas ?? {}),
  ];
  return {
    ...found,
    tags: [...resources.tags, { name: 'service', description: 'The way in, and the state of the service.' }],
    paths: Object.fromEntries(paths.map(([url, path]) => [url, describeEdge(path, settings)])),
    components: { schemas: nameSchemas(schemas), headers: HEADERS },
  };
}

function nameSchemas(schemas: readonly (readonly [string, unknown])[]): Record<string, SchemaObject> {
  const named: Record<string, unknown> = {};
  for (const [name, schema] of schemas) {
    if (name in named && !isDeepStrictEqual(named[name], schema))
      throw new Error(`Two schemas of the API are called ${name}: rename one of the classes.`);
    named[name] = schema;
  }
  return named as Record<string, SchemaObject>; // all are schemas: swagger types its own too loosely
}
