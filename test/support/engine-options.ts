import { defaultCacheDir } from '../../src/common/database/default-cache-dir.js';
import type { EmbeddedMongoOptions, EngineChoice } from '../../src/common/database/embedded-mongo-options.js';

/** The settings with which every test starts an engine: `EMBEDDED_MONGO` and `MONGOD_BINARY` choose it. */
export function engineOptions(dataDir: string, log: (line: string) => void = () => undefined): EmbeddedMongoOptions {
  return {
    dataDir,
    engine: parseChoice(process.env['EMBEDDED_MONGO']),
    mongodBinary: process.env['MONGOD_BINARY'],
    cacheDir: defaultCacheDir(process.env['XDG_CACHE_HOME']),
    pathVariable: process.env['PATH'],
    log,
  };
}

function parseChoice(text = 'auto'): EngineChoice {
  if (text === 'auto' || text === 'mongod' || text === 'download' || text === 'secantusdb') return text;
  throw new Error(`EMBEDDED_MONGO is "${text}"; the tests take auto, mongod, download or secantusdb`);
}
