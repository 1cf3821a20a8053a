import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from './app.js';
import { EmbeddedMongoError } from './common/database/embedded-mongo-error.js';
import { openDatabase, type Database } from './common/database/open-database.js';
import { createLogger } from './common/logging/create-logger.js';
import { readInvocation } from './config/invocation.js';
import { SettingsError } from './config/settings-error.js';
import type { Settings } from './config/settings.js';

/** The start: settings → database → app → listen. What goes wrong here is said in words its user can act on. */
async function main(): Promise<void> {
  const invocation = readInvocation();
  if (invocation.kind === 'print') process.stdout.write(`${invocation.text}\n`);
  else await serve(invocation.settings);
}

async function serve(settings: Settings): Promise<void> {
  const logger = createLogger(settings.logLevel);
  const database = await openDatabase(settings, (line) => {
    logger.info(line);
  });
  try {
    const app = await createApp({ settings, mongoUri: database.uri, logger });
    stopOnSignal({ app, database, logger, settings });
    await app.listen(settings.port, settings.host);
    logger.info(`Evenest listens on ${await app.getUrl()}; the API is described at ${await app.getUrl()}/api/`);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly logger: Logger;
  readonly settings: Settings;
}

/** Ends the service when it is asked to: requests in flight are answered first, the database goes last. A second signal does not wait. */
function stopOnSignal(running: Running): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      running.logger.info(`${signal}: stopping`);
      void stop(running);
    });
  }
}

async function stop({ app, database, logger, settings }: Running): Promise<void> {
  const closed = app.close().then(() => 0);
  const late = new Promise<number>((resolve) => setTimeout(resolve, settings.shutdownTimeoutMs, 1));
  const exitCode = await Promise.race([closed, late]);
  await database.stop();
  logger.info(exitCode === 0 ? 'Stopped.' : 'Stopped, with requests still unanswered.');
  logger.flush(() => process.exit(exitCode));
}

/** A mistake of the user is told in lines; anything else is a bug and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof EmbeddedMongoError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: choose another PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`, () => process.exit(1));
});
