import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import { CacheRecord } from './cache-record.js';
import type { Engine, EngineName } from './engine.js';
import { runCommand } from './run-command.js';

const PATIENCE_MS = 20_000;

/** An engine that an earlier start put into the cache and that still runs; throws `EmbeddedMongoError` when there is none. */
export async function findCached(cacheDir: string, name: EngineName): Promise<Engine> {
  const record = new CacheRecord(cacheDir, name);
  const engine = record.read();
  if (engine === undefined) throw new EmbeddedMongoError(`no ${name} in ${cacheDir}`);
  const { code } = await runCommand(engine.binary, [PROOF_OF_LIFE[engine.program]], PATIENCE_MS);
  if (code === 0) return engine;
  record.remove();
  throw new EmbeddedMongoError(`the ${name} in ${cacheDir} does not run any more`);
}

const PROOF_OF_LIFE = { mongod: '--version', 'secantusd-rs': '--version', 'secantusd-py': '--help' } as const;
