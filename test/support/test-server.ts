import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { engineOptions } from './engine-options.js';

/** Starts the database server of a test run on an empty directory, which `stop` removes. */
export async function startTestServer(): Promise<{ readonly uri: string; readonly stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'evenest-test-'));
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
