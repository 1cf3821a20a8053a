import type { Settings } from '../../config/settings.js';
import { startEmbeddedMongo } from './embedded-mongo.js';

/** The database of a running service. */
export interface Database {
  readonly uri: string;
  /** Ends what `openDatabase` started. */
  stop(): Promise<void>;
}

/** The user's own MongoDB, or the embedded one when there is none. Throws `EmbeddedMongoError`. */
export async function openDatabase(settings: Settings, log: (line: string) => void): Promise<Database> {
  const { mongoUri, embeddedMongo } = settings;
  if (mongoUri !== undefined) return { uri: mongoUri, stop: async () => Promise.resolve() };
  if (embeddedMongo === 'off') throw new Error('MONGO_URI is not set and EMBEDDED_MONGO is off.');
  return startEmbeddedMongo({ ...settings, engine: embeddedMongo, log });
}
