import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import type { EngineName } from '../engines/engine.js';

/** The memory of a data directory. */
export interface DataMarker {
  /** The engine that made it, the only one that may open it. */
  readonly engine: EngineName;
  /** The port the engine had last; a replica set keeps its members' addresses, so the same again is best. */
  readonly port?: number | undefined;
}

/** Reads the marker of a data directory: undefined for a new one; throws `EmbeddedMongoError` when it is unreadable. */
export function readDataMarker(markerFile: string): DataMarker | undefined {
  if (!existsSync(markerFile)) return undefined;
  const marker = parseMarker(readFileSync(markerFile, 'utf8'));
  if (marker !== undefined) return marker;
  throw new EmbeddedMongoError(`${markerFile} does not say which engine made this directory; it should read
{ "engine": "mongod" } or { "engine": "secantusdb" }.`);
}

/** Writes the marker, all of it or nothing. */
export function writeDataMarker(markerFile: string, marker: DataMarker): void {
  writeFileSync(`${markerFile}.new`, JSON.stringify(marker) + '\n', { flush: true });
  renameSync(`${markerFile}.new`, markerFile);
}

function parseMarker(text: string): DataMarker | undefined {
  try {
    const marker: unknown = JSON.parse(text);
    if (typeof marker !== 'object' || marker === null || !('engine' in marker)) return undefined;
    const { engine } = marker;
    const port = 'port' in marker && typeof marker.port === 'number' ? marker.port : undefined;
    return engine === 'mongod' || engine === 'secantusdb' ? { engine, port } : undefined;
  } catch {
    return undefined;
  }
}
