import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.js';

/** Where things lie in a data directory. */
export interface DataDirectory {
  readonly root: string;
  /** The engine's own files. */
  readonly dbPath: string;
  /** Which engine made it, and the port it had last. */
  readonly markerFile: string;
  /** Which service uses it now. */
  readonly lockFile: string;
  /** Which engine process serves it now. */
  readonly processFile: string;
}

/** Names the parts of a data directory and creates it when missing; throws `EmbeddedMongoError` when it cannot. */
export function openDataDirectory(dataDir: string): DataDirectory {
  makeDirectory(join(dataDir, 'db'));
  // The real path: an engine is recognised by it, whichever link a later start comes through.
  const root = realpathSync(dataDir);
  return {
    root,
    dbPath: join(root, 'db'),
    markerFile: join(root, 'engine.json'),
    lockFile: join(root, 'service.lock'),
    processFile: join(root, 'engine-process.json'),
  };
}
