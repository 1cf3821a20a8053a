import { mkdirSync } from 'node:fs';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';

/** Creates a directory with its parents when it is missing; throws `EmbeddedMongoError` when it cannot. */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new EmbeddedMongoError(`The directory ${path} cannot be created: ${String(error)}`);
  }
}
