import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import type { EmbeddedMongoOptions, EngineChoice } from '../embedded-mongo-options.js';
import { downloadMongod } from '../engines/download-mongod.js';
import type { Engine, EngineName } from '../engines/engine.js';
import { findCached } from '../engines/find-cached.js';
import { findMongod } from '../engines/find-mongod.js';
import { installSecantusdb } from '../engines/install-secantusdb.js';
import { requireMongod } from '../engines/require-mongod.js';

/** One place an engine may come from; it throws `EmbeddedMongoError` with the reason when it does not. */
interface Source {
  readonly gives: EngineName;
  readonly title: string;
  readonly find: () => Promise<Engine>;
}

/**
 * Finds or fetches the engine for a data directory: the first source that works, in the order of the setting
 * `EMBEDDED_MONGO`, among those that give the engine which made the directory.
 */
export async function chooseEngine(options: EmbeddedMongoOptions, madeBy: EngineName | undefined): Promise<Engine> {
  const reasons: string[] = [];
  for (const source of listSources(options)) {
    if (madeBy !== undefined && source.gives !== madeBy) continue;
    try {
      return await source.find();
    } catch (error) {
      if (!(error instanceof EmbeddedMongoError)) throw error;
      options.log(`${source.title}: ${error.message}`);
      reasons.push(`  - ${source.title}: ${error.message}`);
    }
  }
  throw new EmbeddedMongoError(explain(reasons, options.engine, madeBy));
}

function listSources(options: EmbeddedMongoOptions): readonly Source[] {
  const { mongodBinary, pathVariable, cacheDir } = options;
  const source = (gives: EngineName, title: string, find: () => Promise<Engine>): Source => ({ gives, title, find });
  const cachedMongod = source('mongod', 'mongod in the cache', () => findCached(cacheDir, 'mongod'));
  const cachedSecantusdb = source('secantusdb', 'SecantusDB in the cache', () => findCached(cacheDir, 'secantusdb'));
  const installed = source('mongod', 'installed mongod', () => findMongod(pathVariable));
  const download = source('mongod', 'download of mongod', () => downloadMongod(options));
  const secantusdb = source('secantusdb', 'installation of SecantusDB', () => installSecantusdb(options));
  const named =
    mongodBinary === undefined ? [] : [source('mongod', 'MONGOD_BINARY', () => requireMongod(mongodBinary))];
  const table = {
    auto: [...named, cachedMongod, cachedSecantusdb, installed, download, secantusdb],
    mongod: named.length > 0 ? named : [installed],
    download: [cachedMongod, download],
    secantusdb: [cachedSecantusdb, secantusdb],
  } as const satisfies Record<EngineChoice, readonly Source[]>;
  return table[options.engine];
}

function explain(reasons: readonly string[], choice: EngineChoice, madeBy: EngineName | undefined): string {
  const wanted = madeBy === undefined ? '' : ` The data directory was made by ${madeBy} and needs the same again.`;
  return [
    `No engine for the embedded database (EMBEDDED_MONGO=${choice}).${wanted}`,
    ...reasons,
    'Do one of these three:',
    '  1. set MONGO_URI to a MongoDB that is running;',
    '  2. install mongod so that it is on the PATH, or name one with MONGOD_BINARY;',
    '  3. give this machine access to the internet (mongod is downloaded) or python3 3.10 to 3.13 with a package index',
    '     (SecantusDB is installed), with EMBEDDED_MONGO=auto.',
  ].join('\n');
}
