import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { createWorker } from './app.js';
import { findDatabase } from './common/database/find-database.js';
import { watchJobs } from './common/jobs/index.js';
import { createLogger } from './common/logging/create-logger.js';
import { findDomainMistakes } from './common/resource/index.js';
import { readInvocation } from './config/invocation.js';
import { SettingsError } from './config/settings-error.js';
import type { Settings } from './config/settings.js';
import { explainFailure } from './explain-failure.js';
import { WorkerProgress } from './worker-progress.js';

/** The way in of `npm run worker`: a process that runs the jobs of the services on its database, and serves nothing itself. */
async function main(): Promise<void> {
  const invocation = readInvocation(findDomainMistakes);
  if (invocation.kind === 'print') process.stdout.write(`${invocation.text}\n`);
  else await work(invocation.settings);
}

async function work(settings: Settings): Promise<void> {
  if (settings.jobsThreads === 0) throw new SettingsError(['JOBS_THREADS is 0: must be at least 1 for a worker.']);
  const logger = createLogger(settings.logLevel);
  const worker = await createWorker({ settings, logger, mongoUri: findDatabase(settings) });
  watchJobs(worker, new WorkerProgress(logger, process.stdout.isTTY ? process.stdout : undefined));
  logger.info(`Waiting for jobs, ${settings.jobsThreads} at a time.`);
  stopOnSignal(worker, logger);
}

/** Gives back what runs, and ends. A second signal does not wait. */
function stopOnSignal(worker: INestApplicationContext, logger: Logger): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      logger.info(`${signal}: stopping`);
      void worker.close().then(() => {
        logger.flush(() => process.exit(0));
      });
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`, () => process.exit(1));
});
