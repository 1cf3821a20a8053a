import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import type { Engine } from './engine.js';
import { findProgram } from './find-program.js';
import { requireMongod } from './require-mongod.js';

/** The first `mongod` on a `PATH`; throws `EmbeddedMongoError` when there is none or it does not run. */
export async function findMongod(pathVariable: string | undefined): Promise<Engine> {
  const [binary] = findProgram('mongod', pathVariable);
  if (binary === undefined) throw new EmbeddedMongoError('no mongod on the PATH');
  return requireMongod(binary);
}
