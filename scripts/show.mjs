// `npm run show -- estimations`: what was compiled for a resource, as text; without a name, which resources there are. Reads the settings as a
// start does, so resources of a domain document are shown too. Needs no database.
import { buildWhenStale } from './build.mjs';
import { setup } from './setup.mjs';

await setup();
await buildWhenStale();
await import('reflect-metadata');
const { createApp } = await import('../dist/app.js');
const { createLogger } = await import('../dist/common/logging/create-logger.js');
const { describeCompiled } = await import('../dist/common/resource/describe-compiled.js');
const { findDomainMistakes } = await import('../dist/common/resource/index.js');
const { ResourceRegistry } = await import('../dist/common/resource/resource.registry.js');
const { loadSettings } = await import('../dist/config/load-settings.js');

const [wanted] = process.argv.slice(2);
const mongoUri = 'mongodb://127.0.0.1:1/'; // nobody listens there: nothing is asked of it
const settings = loadSettings(process.env, [], findDomainMistakes);
const app = await createApp({ settings, mongoUri, logger: createLogger('silent') });
const definitions = app.get(ResourceRegistry, { strict: false }).resources.map(({ definition }) => definition);
await app.close();
const names = definitions.map(({ name }) => name).join(', ');
const found = definitions.find(({ name }) => name === wanted);
if (found) console.log(describeCompiled(found));
else if (wanted === undefined) console.log(`Resources: ${names}`);
else {
  console.error(`No resource is called "${wanted}"; there are: ${names}`);
  process.exitCode = 1;
}
