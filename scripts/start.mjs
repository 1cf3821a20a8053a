// What `npm start` runs: a fresh clone is set up and built, then the service runs in this very process, so that signals
// reach it directly. The flags are the service's own: npm start -- --port 8080
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenStale } from './build.mjs';
import { root, setup } from './setup.mjs';

const main = join(root, 'dist/main.js');
try {
  await setup();
  await buildWhenStale();
} catch (error) {
  console.error(`start: ${error.message}`);
  process.exit(1);
}
process.argv[1] = main;
await import(pathToFileURL(main).href);
