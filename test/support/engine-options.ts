import type { EmbeddedMongoOptions } from '../../src/common/database/embedded-mongo-options.js';
import { toEmbeddedOptions } from '../../src/common/database/open-database.js';
import { loadSettings } from '../../src/config/load-settings.js';

/** The settings with which every test starts an engine: `EMBEDDED_MONGO` and `MONGOD_BINARY` choose it, as for the service. */
export function engineOptions(dataDir: string, log: (line: string) => void = () => undefined): EmbeddedMongoOptions {
  const { EMBEDDED_MONGO, MONGOD_BINARY, CACHE_DIR, XDG_CACHE_HOME, PATH } = process.env;
  const environment = { EMBEDDED_MONGO, MONGOD_BINARY, CACHE_DIR, XDG_CACHE_HOME, PATH, DATA_DIR: dataDir };
  return toEmbeddedOptions(loadSettings(environment, []), log);
}
