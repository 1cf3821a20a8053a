import type { Settings } from '../../config/settings.js';
import { EmbeddedMongoError } from './embedded-mongo-error.js';
import { openDataDirectory } from './embedded/data-directory.js';
import { readDataMarker } from './embedded/data-marker.js';

/**
 * The database of a service, for a process beside it that starts none: MONGO_URI, or the embedded one of the service that has this
 * DATA_DIR. Throws `EmbeddedMongoError` where none has been there.
 */
export function findDatabase({ mongoUri, dataDir }: Settings): string {
  if (mongoUri !== undefined) return mongoUri;
  const { port } = readDataMarker(openDataDirectory(dataDir).markerFile) ?? {};
  if (port !== undefined) return `mongodb://127.0.0.1:${port}/evenest?directConnection=true&w=majority&journal=true`;
  throw new EmbeddedMongoError(
    `MONGO_URI is not set, and no service keeps its database in ${dataDir}: start the service first, or set MONGO_URI.`,
  );
}
