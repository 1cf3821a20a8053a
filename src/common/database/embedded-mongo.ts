import type { EmbeddedMongoOptions } from './embedded-mongo-options.js';
import { chooseEngine } from './embedded/choose-engine.js';
import { type DataDirectory, openDataDirectory } from './embedded/data-directory.js';
import { readDataMarker, writeDataMarker } from './embedded/data-marker.js';
import { endOrphan } from './embedded/end-orphan.js';
import { EngineSupervisor } from './embedded/engine-supervisor.js';
import { requireAgreement } from './embedded/require-agreement.js';
import { acquireServiceLock } from './embedded/service-lock.js';
import type { EngineName } from './engines/engine.js';

/** A running embedded database. */
export interface EmbeddedMongo {
  /** The connection string; acknowledged writes through it survive a `kill -9` of service and engine. */
  readonly uri: string;
  readonly engine: EngineName;
  /** The MongoDB version the server says it is. */
  readonly version: string;
  /** Stops the engine cleanly and frees the data directory. */
  stop(): Promise<void>;
}

/**
 * Starts the database that comes with the service, as a process of its own on 127.0.0.1, and keeps it running until
 * `stop`. Throws `EmbeddedMongoError`, whose message its user can act on.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const directory = openDataDirectory(options.dataDir);
  const release = acquireServiceLock(directory.lockFile);
  try {
    const started = await startEngine(options, directory);
    const stop = async (): Promise<void> => {
      await started.stop();
      release();
    };
    return { ...started, stop };
  } catch (error) {
    release();
    throw error;
  }
}

async function startEngine(options: EmbeddedMongoOptions, directory: DataDirectory): Promise<EmbeddedMongo> {
  const marker = readDataMarker(directory.markerFile);
  await requireAgreement(options, marker?.engine);
  const engine = await chooseEngine(options, marker?.engine);
  await endOrphan(directory, options.log);
  // Before the engine's first file, so that no data is ever without its marker.
  if (marker === undefined) writeDataMarker(directory.markerFile, { engine: engine.name });
  options.log(`Starting ${engine.program} ${engine.version} (${engine.binary}) on ${directory.dbPath}`);
  const supervisor = new EngineSupervisor(engine, directory, options.log);
  const { port, replicaSet, version } = await supervisor.start(marker?.port);
  if (port !== marker?.port) writeDataMarker(directory.markerFile, { engine: engine.name, port });
  options.log(`The embedded database (${engine.name}, MongoDB ${version}) listens on 127.0.0.1:${port}`);
  return {
    uri: `mongodb://127.0.0.1:${port}/evenest?replicaSet=${replicaSet}&w=majority&journal=true`,
    engine: engine.name,
    version,
    stop: () => supervisor.stop(),
  };
}
