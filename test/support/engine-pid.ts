import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The process id of the engine that serves a data directory. */
export function enginePid(dataDir: string): number {
  const { pid }: { pid?: unknown } = JSON.parse(readFileSync(join(dataDir, 'engine-process.json'), 'utf8')) as object;
  if (typeof pid !== 'number') throw new Error(`No engine serves ${dataDir}`);
  return pid;
}
