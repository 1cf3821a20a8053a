import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '../support/client.js';
import { compileSources } from '../support/compile-sources.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { tempDirectory } from '../support/temp-directory.js';
import { dropDatabase, testDatabaseUri } from '../support/test-database.js';

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, '../..');
const DATA = 'src/estimations/predictor/bsr-reference.csv';
const QUESTION = { bestseller_rank: 48, category: 'Home & Kitchen' };

interface Service {
  readonly child: ChildProcess;
  readonly client: Client;
  readonly url: string;
  /** The exit code, once there is one. */
  readonly ended: Promise<number | null>;
  readonly lines: readonly string[];
}

describe('the service asked to stop', () => {
  const mongoUri = testDatabaseUri();
  const target = tempDirectory();
  let proxy: TcpProxy;
  let service: Service;

  beforeAll(async () => {
    compileSources(target, ['src']);
    copyFileSync(join(ROOT, DATA), join(target, DATA));
    copyFileSync(join(ROOT, 'package.json'), join(target, 'package.json'));
    proxy = await TcpProxy.start(mongoUri);
  });
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(async () => {
    proxy.thaw();
    service.child.kill('SIGKILL');
    await service.ended;
  });
  afterAll(async () => {
    await proxy.cut();
    await dropDatabase(mongoUri);
  });

  async function startService(): Promise<Service> {
    const settings = {
      PORT: '0',
      MONGO_URI: proxy.uriOf(mongoUri),
      DATA_DIR: join(target, 'data'),
      LOG_LEVEL: 'info',
      SHUTDOWN_TIMEOUT_MS: '5000',
    };
    const child = spawn(process.execPath, [join(target, 'src/main.js')], { cwd: target, env: settings });
    const lines: string[] = [];
    const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => void lines.push(line));
    }
    try {
      const url = await eventually(
        () => /http:\/\/127\.0\.0\.1:\d+/.exec(lines.join('\n'))?.[0] ?? exitOf(child, lines),
        (found) => found !== undefined,
      );
      return { child, client: new Client(url ?? ''), url: url ?? '', ended, lines };
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  /** Sends requests that wait for a database which says nothing; resolves when all of them have reached it. */
  async function holdRequests(count: number): Promise<readonly Promise<number>[]> {
    const { client } = service;
    await Promise.all(Array.from({ length: count }, () => client.get('/estimations'))); // opens the connections
    proxy.freeze();
    const answers: Promise<number>[] = [];
    while (answers.length < count) {
      const before = proxy.heldBack;
      answers.push(client.post('/estimations', QUESTION).then(({ status }) => status)); // at once they would be one command
      await eventually(
        () => proxy.heldBack,
        (held) => held > before,
      );
    }
    return answers;
  }

  it('by SIGTERM answers the requests in flight, and ends with 0', async () => {
    const answers = await holdRequests(5);
    service.child.kill('SIGTERM');
    await eventually(
      () => service.lines.join(),
      (text) => text.includes('SIGTERM'),
    );
    proxy.thaw();
    expect(await Promise.all(answers)).toEqual([201, 201, 201, 201, 201]);
    expect(await service.ended).toBe(0);
  });

  it('takes no new connections while it stops', async () => {
    const answers = await holdRequests(2);
    service.child.kill('SIGTERM');
    await eventually(
      () =>
        fetch(service.url, { headers: { connection: 'close' } }).then(
          () => 'answered',
          () => 'rejected',
        ),
      (outcome) => outcome === 'rejected',
    );
    proxy.thaw();
    expect(await Promise.all(answers)).toEqual([201, 201]);
    expect(await service.ended).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s ends at once when there is nothing to do', async (signal) => {
    expect((await service.client.get('/estimations')).status).toBe(200); // leaves an idle connection open
    service.child.kill(signal);
    expect(await service.ended).toBe(0);
    expect(service.lines.join('\n')).toContain('Stopped.');
  });

  it('goes on after SIGHUP, as nohup asks it to, and says so once', async () => {
    for (let count = 0; count < 3; count++) {
      service.child.kill('SIGHUP');
      expect((await service.client.get('/estimations')).status).toBe(200);
    }
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(service.lines.filter((line) => line.includes('SIGHUP'))).toHaveLength(1);
  });

  it('waits for a body that does not come no longer than SHUTDOWN_TIMEOUT_MS, and ends with 1', async () => {
    const { hostname, port } = new URL(service.url);
    const slow = connect(Number(port), hostname);
    await once(slow, 'connect');
    slow.on('error', () => undefined);
    slow.write('POST /estimations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{');
    expect((await service.client.get('/estimations')).status).toBe(200); // the open request has come, too

    service.child.kill('SIGTERM');

    expect(await service.ended).toBe(1);
    expect(service.lines.join()).toContain('with requests still unanswered');
    slow.destroy();
  });

  it('keeps what it has acknowledged', async () => {
    const created = await service.client.create('/estimations', QUESTION);
    service.child.kill('SIGTERM');
    await service.ended;
    service = await startService();
    expect((await service.client.get(created.path)).body._etag).toBe(created.etag);
  });
});

/** No URL yet; throws when there will be none. */
function exitOf(child: ChildProcess, lines: readonly string[]): string | undefined {
  if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}:\n${lines.join('\n')}`);
  return undefined;
}
