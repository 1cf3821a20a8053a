import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from '../../src/app.js';
import type { ResourceHooks } from '../../src/common/resource/index.js';
import { createLogger } from '../../src/common/logging/create-logger.js';
import { findDomainMistakes } from '../../src/common/resource/index.js';
import { RunningApp } from '../../src/running-app.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { writeDomainFile } from './domain-file.js';
import { dropDatabase, testDatabaseUri } from './test-database.js';

/** A running service with a database of its own. */
export interface TestApp {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly mongoUri: string;
  readonly app: NestFastifyApplication;
  /** `fetch` on a path of the service. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Ends the service and removes its database. */
  stop(): Promise<void>;
}

/** What differs from the service as it is shipped. */
export interface TestAppOptions {
  /** Settings by the name of their environment variable. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A domain document that is served: its content, or the path of one. */
  readonly domain?: object | string;
  /** What is served in place of the built-in features. */
  readonly features?: readonly Type[];
  /** Hooks of all resources. */
  readonly hooks?: readonly Type<ResourceHooks>[];
  /** Where the service logs to. */
  readonly logger?: Logger;
  /** The connection string that the service is given for its database: a way around, for tests of lost connections. */
  readonly connectVia?: (mongoUri: string) => string;
}

/** Boots the real application on a free port of loopback. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { environment = {}, domain, connectVia = (uri: string): string => uri, ...parts } = options;
  const mongoUri = testDatabaseUri();
  const settings = loadSettings(
    {
      LOG_LEVEL: 'silent',
      PORT: '0',
      ...(domain && { DOMAIN_FILE: typeof domain === 'string' ? domain : writeDomainFile(domain) }),
      ...environment,
      MONGO_URI: connectVia(mongoUri),
    },
    [],
    findDomainMistakes,
  );
  const logger = createLogger(settings.logLevel);
  const app = await createApp({ settings, mongoUri: connectVia(mongoUri), logger, ...parts });
  const create = async (): Promise<NestFastifyApplication> => Promise.resolve(app);
  const running = await RunningApp.start({ create, logger }, settings);
  const { url } = running;
  return {
    url,
    mongoUri,
    app,
    fetch: (path, init) => fetch(url + path, init),
    stop: async () => {
      await running.close();
      await dropDatabase(mongoUri);
    },
  };
}
