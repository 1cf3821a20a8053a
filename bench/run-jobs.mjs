// Jobs over processes that are killed at random: node bench/run-jobs.mjs [--jobs 1000] [--workers 3] [--kills 30]
// Says how many were done, how many began again, and how many effects there are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../scripts/build.mjs';
import { root, setup } from '../scripts/setup.mjs';

const option = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({ options: { jobs: option('1000'), workers: option('3'), kills: option('30') } });
const [jobs, workers, kills] = [values.jobs, values.workers, values.kills].map(Number);

await setup();
await buildWhenStale();
const { StepsModule } = await import('./jobs/feature.mjs');
const { createWorker } = await import('../dist/app.js');
const { Jobs } = await import('../dist/common/jobs/index.js');
const { openDatabase } = await import('../dist/common/database/open-database.js');
const { createLogger } = await import('../dist/common/logging/create-logger.js');
const { loadSettings } = await import('../dist/config/load-settings.js');
const { getConnectionToken } = await import('@nestjs/mongoose');

const directory = mkdtempSync(join(tmpdir(), 'evenest-jobs-'));
const { PATH, HOME } = process.env;
const settings = loadSettings({ PATH, HOME, DATA_DIR: directory, JOBS_THREADS: '0' }, []);
const database = await openDatabase(settings, () => undefined);
const starter = await createWorker({
  settings,
  mongoUri: database.uri,
  logger: createLogger('warn'),
  features: [StepsModule],
});
const { db } = starter.get(getConnectionToken(), { strict: false });
const crew = new Set();

async function startWorker() {
  const env = { PATH, MONGO_URI: database.uri, JOBS_THREADS: '2', JOBS_LEASE_MS: '2000', JOBS_POLL_MS: '100' };
  const worker = spawn(process.execPath, [join(root, 'bench/jobs/worker.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  crew.add(worker);
  worker.once('exit', () => crew.delete(worker));
  await once(worker.stdout, 'data');
}

async function queue(count) {
  const started = [];
  for (let number = 0; number < count; number += 1)
    started.push(await starter.get(Jobs, { strict: false }).start('step', { number, ms: number % 50 }));
  return started;
}

const left = () => db.collection('jobs').countDocuments({ due_at: { $exists: true } });

try {
  await Promise.all(Array.from({ length: workers }, startWorker));
  const begun = performance.now();
  await queue(jobs);
  console.log(`${jobs} jobs are queued after ${Math.round(performance.now() - begun)} ms`);
  let killed = 0;
  while ((await left()) > 0) {
    await wait(100 + Math.random() * 400);
    if (killed >= kills || crew.size < workers) continue;
    const victim = [...crew][Math.floor(Math.random() * crew.size)];
    victim.kill('SIGKILL');
    killed += 1;
    void startWorker();
  }
  const seconds = (performance.now() - begun) / 1000;
  const stored = await db.collection('jobs').find().toArray();
  const effects = await db.collection('effects').find().toArray();
  const again = stored.filter(({ attempt }) => attempt > 1).length;
  console.log({
    seconds: Number(seconds.toFixed(1)),
    killed,
    succeeded: stored.filter(({ state }) => state === 'succeeded').length,
    begunAgain: again,
    effects: effects.length,
    jobsWithAnEffect: new Set(effects.map(({ job }) => job)).size,
  });
} finally {
  for (const worker of crew) worker.kill('SIGKILL');
  await starter.close();
  await database.stop();
  rmSync(directory, { recursive: true, force: true });
}
