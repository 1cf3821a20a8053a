import type { DynamicModule, INestApplicationContext, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule, type AppOptions } from './app.module.js';
import { ConnectionKeeper } from './common/database/connection-keeper.js';
import { HEALTH_PATHS } from './common/health/health.controller.js';
import { answerUnrouted } from './common/http/answer-unrouted.js';
import { enableCors } from './common/http/enable-cors.js';
import { limitOpenRequests } from './common/http/limit-open-requests.js';
import { HttpAdapter } from './common/http/http-adapter.js';
import { refuseBadCallbacks } from './common/http/refuse-bad-callbacks.js';
import { logRequests } from './common/logging/log-requests.js';
import { NestLogger } from './common/logging/nest-logger.js';
import { serveOpenApi } from './common/openapi/serve-openapi.js';
import { enableRequestHooks } from './common/resource/index.js';
import { apiRoot } from './config/api-root.js';

/** The inputs of an application. */
export interface AppParts extends Omit<AppOptions, 'keeper'> {
  /** The database in use, the user's own or the embedded one. */
  readonly mongoUri: string;
  readonly logger: Logger;
}

/** The whole service, ready to listen: what `main` and every test boot. */
export async function createApp({ logger, mongoUri, ...parts }: AppParts): Promise<NestFastifyApplication> {
  const { settings } = parts;
  const adapter = new HttpAdapter({ ...settings, words: settings, logger });
  logRequests(adapter.getInstance(), logger);
  await enableCors(adapter, {
    origins: settings.xDomains,
    originPatterns: settings.xDomainsRe,
    requestHeaders: settings.xHeaders,
    exposedHeaders: settings.xExposeHeaders,
    maxAge: settings.xMaxAge,
    credentials: settings.xAllowCredentials,
  });
  limitOpenRequests(adapter, { most: settings.maxOpenRequests, exempt: HEALTH_PATHS });
  answerUnrouted(adapter);
  refuseBadCallbacks(adapter, settings.jsonpArgument);
  const app = await withKeeper({ logger, mongoUri, ...parts }, (module, options) =>
    NestFactory.create<NestFastifyApplication>(module, adapter, { ...options, bodyParser: false }),
  );
  enableRequestHooks(app);
  const root = apiRoot(settings);
  if (root !== '') app.setGlobalPrefix(root, { exclude: [...HEALTH_PATHS] });
  serveOpenApi(app, root);
  return app;
}

/** The service without its routes, at work on jobs: what `npm run worker` boots. */
export function createWorker(parts: AppParts): Promise<INestApplicationContext> {
  return withKeeper(parts, (module, options) => NestFactory.createApplicationContext(module, options));
}

/** Makes an app with a connection of its own, which ends with an app that does not come to life. */
async function withKeeper<App>(
  { logger, mongoUri, ...parts }: AppParts,
  create: (module: DynamicModule, options: NestApplicationOptions) => Promise<App>,
): Promise<App> {
  const log = (line: string): void => {
    logger.info(line);
  };
  const keeper = new ConnectionKeeper({ uri: mongoUri, timeoutMs: parts.settings.mongoTimeoutMs, log });
  try {
    const options = { abortOnError: false, logger: new NestLogger(logger) };
    return await create(AppModule.forRoot({ ...parts, keeper }), options);
  } catch (error) {
    await keeper.abandon();
    throw error;
  }
}
