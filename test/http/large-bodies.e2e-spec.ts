import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { megabytesInUse } from '../support/megabytes-in-use.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testDatabaseUri } from '../support/test-database.js';

jest.setTimeout(60_000);

const DOMAIN = { RESOURCE_METHODS: ['GET', 'POST'], DOMAIN: { things: { schema: { text: { type: 'string' } } } } };
const LARGE = 'x'.repeat(50_000);

describe('bodies of which one after the other is worked on', () => {
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    proxy = await TcpProxy.start(testDatabaseUri());
    service = await startTestApp({
      domain: DOMAIN,
      environment: { BODY_LIMIT: '60000', MONGO_TIMEOUT_MS: '20000' },
      connectVia: (uri) => proxy.uriOf(uri),
    });
    client = new Client(service.url);
    expect((await client.post('/things', { text: 'first' })).status).toBe(201);
  });
  afterAll(async () => {
    await service.stop();
    await proxy.cut();
  });

  /** Posts two large documents, which the database does not answer yet. */
  async function occupy(): Promise<Promise<number>[]> {
    proxy.silence('things');
    const statuses: Promise<number>[] = [];
    while (statuses.length < 2) {
      const held = proxy.heldBack;
      statuses.push(client.post('/things', { text: LARGE }).then(({ status }) => status)); // at once they would be one command
      await eventually(
        () => proxy.heldBack,
        (now) => now > held,
      );
    }
    return statuses;
  }

  it('wait for their turn, while small ones do not', async () => {
    const inWork = await occupy();
    let isAnswered = false;
    const waiting = client.post('/things', { txet: LARGE }).finally(() => (isAnswered = true));
    await sleep(200);
    const small = await client.post('/things', { txet: 'small' });
    const wasAnswered = isAnswered;
    proxy.thaw();

    expect([small.status, wasAnswered]).toEqual([422, false]);
    expect(await Promise.all([...inWork, waiting.then(({ status }) => status)])).toEqual([201, 201, 422]);
  });

  it.each([
    ['one on a connection', 1],
    ['several on a connection', 3],
  ])('give their place up when their client goes away: %s', async (_, perConnection) => {
    const inWork = await occupy();
    const { hostname, port } = new URL(service.url);
    const body = JSON.stringify({ text: LARGE });
    const text = `POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    for (let n = 0; n < 3; n += 1) {
      const socket = connect(Number(port), hostname, () => socket.write(text.repeat(perConnection)));
      socket.on('error', () => undefined);
      await sleep(100);
      socket.destroy();
    }
    proxy.thaw();

    expect(await Promise.all(inWork)).toEqual([201, 201]);
    const later = await Promise.all(Array.from({ length: 5 }, () => client.post('/things', { text: LARGE })));
    expect(later.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  });
});

describe('a connection that is kept open', () => {
  const CONNECTIONS = 24;
  let service: TestApp;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
  });
  afterAll(() => service.stop());

  it('keeps nothing of the bodies that came through it', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const body = `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join()}}`;
    const post = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'content-length': body.length };
        request(`${service.url}/things`, { method: 'POST', agent, headers }, (response) => {
          response.resume().on('end', () => {
            resolve(response.statusCode);
          });
        })
          .on('error', reject)
          .end(body);
      });
    await post();
    const before = await megabytesInUse();
    const statuses = await Promise.all(Array.from({ length: CONNECTIONS }, post));
    const after = await megabytesInUse();
    agent.destroy();

    expect(new Set(statuses)).toEqual(new Set([422]));
    expect(after - before).toBeLessThan(40); // what was made of one body takes five
  });
});
