// What `npm run worker` runs: a process that works on the jobs of the services on its database. The flags are the service's own:
// npm run worker -- --jobs-threads 2
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenStale } from './build.mjs';
import { root, setup } from './setup.mjs';

const worker = join(root, 'dist/worker.js');
try {
  await setup();
  await buildWhenStale();
} catch (error) {
  console.error(`worker: ${error.message}`);
  process.exit(1);
}
process.argv[1] = worker;
await import(pathToFileURL(worker).href);
