import { createServer } from 'node:net';
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { freePort } from '../../src/common/database/embedded/free-port.js';
import { tempDirectory } from '../support/temp-directory.js';

jest.setTimeout(30_000);

describe('EMBEDDED_MONGO=download without the internet', () => {
  async function failedDownload(
    downloadMirror: string,
  ): Promise<{ message: string; seconds: number; cacheDir: string }> {
    const cacheDir = tempDirectory();
    const started = Date.now();
    const dataDir = join(cacheDir, 'data');
    const attempt = startEmbeddedMongo({ dataDir, cacheDir, engine: 'download', downloadMirror, log: () => undefined });
    const message = await attempt.then(() => 'started', String);
    return { message, seconds: (Date.now() - started) / 1000, cacheDir };
  }

  it('gives up within 10 seconds when the connection is refused', async () => {
    const { message, seconds, cacheDir } = await failedDownload(`https://127.0.0.1:${await freePort()}`);

    expect(message).toMatch(/download of mongod: .*ECONNREFUSED|download of mongod: no progress/);
    expect(message).toContain('1. set MONGO_URI');
    expect(seconds).toBeLessThan(10);
    expect(readdirSync(cacheDir)).not.toContain('mongod.json');
  });

  it('gives up within 10 seconds when the other side never answers', async () => {
    const port = await freePort();
    const silent = createServer().listen(port, '127.0.0.1');

    const { message, seconds } = await failedDownload(`https://127.0.0.1:${port}`);
    silent.close();

    expect(message).toContain('download of mongod: no progress for 8 seconds');
    expect(seconds).toBeLessThan(10);
  });
});
