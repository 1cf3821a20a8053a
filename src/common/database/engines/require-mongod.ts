import { resolve } from 'node:path';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import type { Engine } from './engine.js';
import { runCommand } from './run-command.js';

const OLDEST_MAJOR = 5;
const PATIENCE_MS = 20_000;

/** Makes sure that a file is a `mongod` that runs here, by asking its version; throws `EmbeddedMongoError` when not. */
export async function requireMongod(binary: string): Promise<Engine> {
  const { code, output } = await runCommand(binary, ['--version'], PATIENCE_MS);
  const version = /db version v?(\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
  if (code === 0 && version !== undefined) {
    if (Number.parseInt(version) >= OLDEST_MAJOR) return toEngine(version, binary);
    throw new EmbeddedMongoError(`${binary} is mongod ${version}; ${OLDEST_MAJOR}.0 or newer is needed`);
  }
  const reason = output.trim().split('\n')[0] ?? '';
  throw new EmbeddedMongoError(
    `${binary} does not run as a mongod: "${binary} --version" gave ${reason === '' ? 'nothing' : `"${reason}"`}`,
  );
}

function toEngine(version: string, binary: string): Engine {
  return { name: 'mongod', program: 'mongod', version, binary: resolve(binary) };
}
