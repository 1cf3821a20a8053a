import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { PeopleModule } from '../fixtures/people.js';
import { Client, type Answer } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { exchangeBytes } from '../support/raw-http.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testDatabaseUri } from '../support/test-database.js';
import { textWith } from '../support/wire.js';

jest.setTimeout(60_000);

const GET = 'GET /people HTTP/1.1\r\nHost: x\r\n\r\n';
const OPEN_ENDED = [
  'POST /people HTTP/1.1',
  'Host: x',
  'Content-Type: application/json',
  'Content-Length: 100',
  '',
  '{',
];

describe('a service with as many open requests as it may have', () => {
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    proxy = await TcpProxy.start(testDatabaseUri());
    service = await startTestApp({
      features: [PeopleModule],
      environment: { MAX_OPEN_REQUESTS: '3', MONGO_TIMEOUT_MS: '2000' },
      connectVia: (uri) => proxy.uriOf(uri),
    });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
    await proxy.cut();
  });

  function open(text: string): Socket {
    const { hostname, port } = new URL(service.url);
    return connect(Number(port), hostname, function send(this: Socket) {
      this.write(text);
    }).on('error', () => undefined);
  }

  const untilAnswered = (status: number): Promise<Answer> =>
    eventually(
      () => client.get('/people'),
      (answer) => answer.status === status,
    );

  /** Opens more requests than there may be, and gives back how to end them. */
  async function fill(text: string): Promise<() => void> {
    const sockets = Array.from({ length: 6 }, () => open(text));
    await untilAnswered(503);
    return () => {
      for (const socket of sockets) socket.destroy();
    };
  }

  it('rejects more with 503 and Retry-After, before it reads their bodies', async () => {
    proxy.silence('people');
    const empty = await fill(GET);
    const text = await exchangeBytes(
      service.url,
      ['POST /people HTTP/1.1', 'Host: x', 'Connection: close', ...OPEN_ENDED.slice(2)].join('\r\n'),
    );
    const { headers, body } = await client.get('/people');
    empty();
    proxy.thaw();

    expect(text).toMatch(/^HTTP\/1\.1 503 /);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('x-request-id')).not.toBeNull();
    expect(body).toEqual({ _status: 'ERR', _error: { code: 503, message: textWith('too much to do') } });
  });

  it('gives the place of those that do not arrive to others', async () => {
    const half = Array.from({ length: 3 }, () => exchangeBytes(service.url, OPEN_ENDED.join('\r\n')));
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      await sleep(50);
      statuses.push((await client.get('/people')).status);
    }
    proxy.silence('people');
    const empty = await fill(GET); // ends those that are left
    empty();
    proxy.thaw();

    expect(statuses).toEqual([200, 200, 200]);
    for (const text of await Promise.all(half)) expect(text).toMatch(/^HTTP\/1\.1 503 .*retry-after: 1\r\n/is);
  });

  it('still says how it is', async () => {
    proxy.silence('people');
    const empty = await fill(GET);
    const answers = await Promise.all(['/api/liveness', '/api/readiness', '/health'].map((path) => client.get(path)));
    empty();
    proxy.thaw();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it.each([
    ['one on a connection', GET],
    ['several on a connection', GET.repeat(3)],
  ])('serves again when those are gone: %s', async (_, text) => {
    for (let round = 0; round < 3; round += 1) {
      proxy.silence('people');
      const empty = await fill(text);
      empty();
      proxy.thaw();
      await untilAnswered(200);
    }

    expect((await client.post('/people', { lastname: 'obama' })).status).toBe(201);
  });
});
