import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDirectory } from '../../src/common/database/embedded/data-directory.js';
import { endOrphan } from '../../src/common/database/embedded/end-orphan.js';
import { acquireServiceLock } from '../../src/common/database/embedded/service-lock.js';
import { startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { engineOptions } from './engine-options.js';

const PREFIX = 'evenest-run-';

/** Starts the database server of a test run on an empty directory, which `stop` removes. */
export async function startTestServer(): Promise<{ readonly uri: string; readonly stop: () => Promise<void> }> {
  await removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const log = (line: string): void => {
    process.stderr.write(`[test database] ${line}\n`);
  };
  try {
    const mongo = await startEmbeddedMongo(engineOptions(dataDir, log));
    const stop = async (): Promise<void> => {
      await mongo.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    return { uri: mongo.uri, stop };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** Ends the servers and removes the data of test runs that were killed. */
async function removeLeftovers(): Promise<void> {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const directory of names.map((name) => openDataDirectory(join(tmpdir(), name)))) {
    if (!existsSync(directory.lockFile) || !isFree(directory.lockFile)) continue;
    await endOrphan(directory, () => undefined);
    rmSync(directory.root, { recursive: true, force: true });
  }
}

function isFree(lockFile: string): boolean {
  try {
    acquireServiceLock(lockFile)();
    return true;
  } catch {
    return false;
  }
}
