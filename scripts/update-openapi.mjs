// Writes docs/openapi.json: the OpenAPI document of the service as it is shipped. Needs no database.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale } from './build.mjs';
import { root, setup } from './setup.mjs';

await setup();
await buildWhenStale();
await import('reflect-metadata');
const { createApp } = await import('../dist/app.js');
const { createLogger } = await import('../dist/common/logging/create-logger.js');
const { buildOpenApi } = await import('../dist/common/openapi/build-openapi.js');
const { loadSettings } = await import('../dist/config/load-settings.js');

const mongoUri = 'mongodb://127.0.0.1:1/'; // nobody listens there: nothing is asked of it
const app = await createApp({ settings: loadSettings({}, []), mongoUri, logger: createLogger('silent') });
writeFileSync(join(root, 'docs/openapi.json'), `${JSON.stringify(buildOpenApi(app, '/api/swagger.json'), null, 2)}\n`);
await app.close();
console.error('update-openapi: docs/openapi.json is up to date');
