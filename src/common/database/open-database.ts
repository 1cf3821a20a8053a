import type { Settings } from '../../config/settings.js';
import { EmbeddedMongoError } from './embedded-mongo-error.js';
import type { EmbeddedMongoOptions } from './embedded-mongo-options.js';
import { startEmbeddedMongo } from './embedded-mongo.js';

/** The database of a running service. */
export interface Database {
  readonly uri: string;
  /** Ends what `openDatabase` started. */
  stop(): Promise<void>;
}

type Log = (line: string) => void;

/** The user's own MongoDB, or the embedded one when there is none. Throws `EmbeddedMongoError`. */
export async function openDatabase(settings: Settings, log: Log): Promise<Database> {
  const { mongoUri } = settings;
  if (mongoUri !== undefined) return { uri: mongoUri, stop: async () => Promise.resolve() };
  return startEmbeddedMongo(toEmbeddedOptions(settings, log));
}

/** The settings of the embedded database. */
export function toEmbeddedOptions(settings: Settings, log: Log): EmbeddedMongoOptions {
  const { embeddedMongo: engine, dataDir, mongodBinary, cacheDir, searchPath } = settings;
  if (engine === 'off') throw new EmbeddedMongoError('EMBEDDED_MONGO is off: set MONGO_URI to a running MongoDB.');
  return { engine, dataDir, mongodBinary, cacheDir, pathVariable: searchPath, log };
}
