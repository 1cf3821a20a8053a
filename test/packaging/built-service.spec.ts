import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { compileSources } from '../support/compile-sources.js';
import { eventually } from '../support/eventually.js';
import { tempDirectory } from '../support/temp-directory.js';
import { dropDatabase, testDatabaseUri } from '../support/test-database.js';

const ROOT = join(import.meta.dirname, '../..');
const REFERENCE = 'src/estimations/predictor/bsr-reference.csv';

describe('the service as it is built', () => {
  const target = tempDirectory();
  const dist = join(target, 'src');
  const uri = testDatabaseUri();

  beforeAll(() => {
    compileSources(target, ['src']);
    for (const file of ['package.json', REFERENCE]) copyFileSync(join(ROOT, file), join(target, file));
    execFileSync(process.execPath, [join(ROOT, 'scripts/bundle.mjs'), dist], { stdio: 'inherit' });
  }, 120_000);
  afterAll(() => dropDatabase(uri));

  it('is one file, with its compiled code', () => {
    expect(existsSync(join(dist, 'service.cjs'))).toBe(true);
    expect(existsSync(join(dist, 'service.cjs.code'))).toBe(true);
  });

  it('reports its version', () => {
    expect(execFileSync(process.execPath, [join(dist, 'main.js'), '--version'], { encoding: 'utf8' })).toBe('0.1.0\n');
  });

  it('answers, describes itself, shows its reader, and ends when it is asked to', async () => {
    const port = String(await freePort());
    const service = spawn(process.execPath, [join(dist, 'main.js')], {
      env: { HOST: '127.0.0.1', PORT: port, MONGO_URI: uri },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ask = (path: string): Promise<number | undefined> =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        ({ status }) => status,
        () => undefined,
      );
    try {
      await eventually(
        () => ask('/estimations'),
        (status) => status === 200,
      );
      for (const path of ['/api/swagger.json', '/api/swagger-ui.css', '/estimations/model'])
        expect([path, await ask(path)]).toEqual([path, 200]);
    } finally {
      service.kill('SIGTERM');
    }

    expect(await once(service, 'exit')).toEqual([0, null]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}
