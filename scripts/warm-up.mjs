// Runs the bundle once, over a database that is none, so that the code of what a start and the first requests take can be kept.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openStandIn, portOf } from './stand-in-database.mjs';

const [dist] = process.argv.splice(2); // the service has flags of its own
const { Bundle } = await import(pathToFileURL(join(dist, 'bundle/bundle.js')).href);
const TIMES = 20;
const GIVE_UP_AFTER_MS = 60_000;
const late = setTimeout(() => {
  console.error('warm-up: the service did not answer');
  process.exit(1);
}, GIVE_UP_AFTER_MS);

const port = await portOf();
const database = await openStandIn();
Object.assign(process.env, { MONGO_URI: database, MONGO_TIMEOUT_MS: '10000', HOST: '127.0.0.1', PORT: String(port) });
const bundle = Bundle.in(dist);
bundle.run();
for (let time = 0; time < TIMES; time += 1) {
  await ask('/estimations', { method: 'POST', body: '{"bestseller_rank": 48, "category": "Home & Kitchen"}' });
  const page = await ask('/estimations?where={"bestseller_rank":{"$lt":100}}&sort=-bestseller_rank');
  const [{ _id, _etag }] = page?._items ?? [{}]; // the service may be without them
  await ask(`/estimations/${_id}`);
  await ask(`/estimations/${_id}`, { headers: { 'if-none-match': `"${_etag}"` } });
}
const { file, code } = bundle.compiledCode();
writeFileSync(file, code);
clearTimeout(late);
process.exit(0);

async function ask(path, options = {}) {
  for (;;) {
    const headers = { 'content-type': 'application/json', ...options.headers };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...options, headers }).catch(() => undefined);
    if (answer && answer.status !== 503) return answer.ok ? answer.json() : undefined;
    await sleep(10);
  }
}
