import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { freePort } from '../../src/common/database/embedded/free-port.js';
import { downloadMongod } from '../../src/common/database/engines/download-mongod.js';
import { findCached } from '../../src/common/database/engines/find-cached.js';
import { fakeProgram } from '../support/fake-program.js';
import { tempDirectory } from '../support/temp-directory.js';

jest.setTimeout(30_000);

describe('downloadMongod', () => {
  it('lets a slow download take its time as long as there is progress, shows it, and keeps what it got', async () => {
    const cacheDir = tempDirectory();
    const logged: string[] = [];
    const mirror = slowMirror(archive(), 11);
    const downloadMirror = `http://127.0.0.1:${await listen(mirror)}`;

    const started = Date.now();
    const engine = await downloadMongod({ cacheDir, downloadMirror, log: (line) => logged.push(line) });
    mirror.close();

    expect(Date.now() - started).toBeGreaterThan(9_000);
    expect(engine).toMatchObject({ name: 'mongod', version: '8.2.6' });
    expect(logged.filter((line) => /^Downloading MongoDB .*%/.test(line)).length).toBeGreaterThan(2);
    expect(await findCached(cacheDir, 'mongod')).toEqual(engine);
  });
});

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
    const silent = createServer();

    const { message, seconds } = await failedDownload(`https://127.0.0.1:${await listen(silent)}`);
    silent.close();

    expect(message).toContain('download of mongod: no progress for 8 seconds');
    expect(seconds).toBeLessThan(10);
  });
});

/** The official archive's shape around a program that only knows its version. */
function archive(): Buffer {
  const directory = tempDirectory();
  fakeProgram(join(directory, 'mongodb-linux/bin/mongod'), 'echo "db version v8.2.6"');
  return execFileSync('tar', ['-czf', '-', 'mongodb-linux'], { cwd: directory });
}

/** Serves a file in so many pieces, one a second, and its checksum at once. */
function slowMirror(content: Buffer, pieces: number): Server {
  return createHttpServer((request, response) => {
    if (request.url?.endsWith('.md5') === true) {
      response.setHeader('content-length', 32).end(createHash('md5').update(content).digest('hex'));
      return;
    }
    response.setHeader('content-length', content.length);
    const size = Math.ceil(content.length / pieces);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(content.subarray(sent, (sent += size)));
      if (sent < content.length) return;
      clearInterval(timer);
      response.end();
    }, 1_000);
  });
}

async function listen(server: Server): Promise<number> {
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  return port;
}
