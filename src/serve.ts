import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createApp } from './app.js';
import { openDatabase } from './common/database/open-database.js';
import { createLogger } from './common/logging/create-logger.js';
import { findDomainMistakes } from './common/resource/index.js';
import { openApiPath } from './common/openapi/serve-openapi.js';
import { apiRoot } from './config/api-root.js';
import { readInvocation, readSettings } from './config/invocation.js';
import type { Settings } from './config/settings.js';
import { explainFailure } from './explain-failure.js';
import { IdleMemory } from './idle-memory.js';
import { onHangup } from './on-hangup.js';
import { Reload } from './reload.js';
import { RunningApp } from './running-app.js';

/** The start: settings → database → app → listen. What goes wrong here is said in words its user can act on. */
async function main(): Promise<void> {
  const invocation = readInvocation(findDomainMistakes);
  if (invocation.kind === 'print') process.stdout.write(`${invocation.text}\n`);
  else await serve(invocation.settings);
}

async function serve(settings: Settings): Promise<void> {
  const logger = createLogger(settings.logLevel);
  const started: Stop[] = [];
  const running = { started, logger, settings };
  const reload = new Reload({ settings, logger, readSettings: () => readSettings(findDomainMistakes) });
  stopOnSignal(running, reload);
  try {
    const database = await openDatabase(settings, (line) => {
      logger.info(line);
    });
    started.push(() => database.stop());
    const create = (latest: Settings): ReturnType<typeof createApp> =>
      createApp({ settings: latest, mongoUri: database.uri, logger });
    const app = await RunningApp.start({ create, logger }, settings);
    started.push(() => app.close());
    logger.info(`The API is described at ${app.url}/${openApiPath(apiRoot(settings))}/`);
    started.push(() => {
      reload.end();
    });
    reload.begin((latest) => app.replace(latest));
    IdleMemory.watch();
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

type Stop = () => Promise<void> | void;

interface Running {
  /** How to stop what was started, in the order in which it was. */
  readonly started: Stop[];
  readonly logger: Logger;
  readonly settings: Settings;
}

/** Ends the service when it is asked to: requests in flight are answered first, the database goes last. A second signal does not wait. */
function stopOnSignal(running: Running, reload: Reload): void {
  const { logger, settings } = running;
  let isStopping = false;
  const begin = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    logger.info(`${signal}: stopping`);
    void stop(running);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      begin(signal);
    });
  }
  onHangup({
    logger,
    reload: settings.domainFile === undefined ? undefined : reload.request.bind(reload),
    closed: begin.bind(undefined, 'SIGHUP'),
  });
}

async function stop({ started, logger, settings }: Running): Promise<void> {
  const app = started.splice(1);
  const isAnswered = await Promise.race([stopAll(app).then(() => true), wait(settings.shutdownTimeoutMs, false)]);
  await stopAll(started);
  logger.info(isAnswered ? 'Stopped.' : 'Stopped, with requests still unanswered.');
  logger.flush(() => process.exit(isAnswered ? 0 : 1));
}

/** Last started, first stopped. */
async function stopAll(started: readonly Stop[]): Promise<void> {
  for (const stopOne of started.toReversed()) await stopOne();
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`, () => process.exit(1));
});
