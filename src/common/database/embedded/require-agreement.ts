import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import type { EmbeddedMongoOptions, EngineChoice } from '../embedded-mongo-options.js';
import type { EngineName } from '../engines/engine.js';
import { requireMongod } from '../engines/require-mongod.js';

const GIVES = {
  auto: undefined,
  mongod: 'mongod',
  download: 'mongod',
  secantusdb: 'secantusdb',
} as const satisfies Record<EngineChoice, EngineName | undefined>;

/** Rejects settings that contradict the data directory or name a wrong binary, before anything is fetched or started. */
export async function requireAgreement(options: EmbeddedMongoOptions, madeBy: EngineName | undefined): Promise<void> {
  const { dataDir, engine, mongodBinary } = options;
  const wanted = GIVES[engine];
  if (madeBy !== undefined && wanted !== undefined && wanted !== madeBy) {
    throw new EmbeddedMongoError(
      `The data in ${dataDir} was made by ${madeBy}, and EMBEDDED_MONGO=${engine} cannot open it. ` +
        `Set EMBEDDED_MONGO to auto or ${madeBy}, or choose another DATA_DIR.`,
    );
  }
  if (mongodBinary === undefined) return;
  await requireNamed(mongodBinary);
  if (madeBy === 'secantusdb') options.log(`MONGOD_BINARY is not used: the data in ${dataDir} was made by SecantusDB`);
  else if (engine !== 'auto' && engine !== 'mongod') options.log(`MONGOD_BINARY is not used: EMBEDDED_MONGO=${engine}`);
}

async function requireNamed(mongodBinary: string): Promise<void> {
  try {
    await requireMongod(mongodBinary);
  } catch (error) {
    if (!(error instanceof EmbeddedMongoError)) throw error;
    throw new EmbeddedMongoError(`MONGOD_BINARY is wrong: ${error.message}`);
  }
}
