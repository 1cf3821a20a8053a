import { PeopleModule } from '../fixtures/people.js';
import { Client, type Answer, type Created } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testDatabaseUri } from '../support/test-database.js';
import { A_TEXT } from '../support/wire.js';

jest.setTimeout(120_000);

/** A request may wait for the database, but not for long. */
const LONGEST_WAIT_MS = 15_000;
const SOON = { MONGO_TIMEOUT_MS: '2000' };

describe('a service whose database goes away', () => {
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;
  let obama: Created;

  beforeAll(async () => {
    proxy = await TcpProxy.start(testDatabaseUri());
    service = await startTestApp({
      features: [PeopleModule],
      environment: SOON,
      connectVia: (uri) => proxy.uriOf(uri),
    });
    client = new Client(service.url);
    obama = await client.create('/people', { lastname: 'obama' });
  });
  afterEach(async () => {
    proxy.thaw();
    await proxy.restore();
    await eventually(
      () => client.get('/api/readiness'),
      ({ status }) => status === 200,
    );
  });
  afterAll(async () => {
    await service.stop();
    await proxy.cut();
  });

  const TROUBLES: readonly [string, () => unknown, () => unknown][] = [
    ['cuts the connection', () => proxy.cut(), () => proxy.restore()],
    [
      'answers nothing any more',
      () => {
        proxy.freeze();
      },
      () => {
        proxy.thaw();
      },
    ],
  ];

  const every = (): readonly Promise<Answer>[] => [
    client.get('/people'),
    client.get('/people?where={"age":5}'),
    client.get(obama.path),
    client.post('/people', { lastname: 'new' }),
    client.post('/people', [{ lastname: 'a' }, { lastname: 'b' }]),
    client.put('/people/0123456789abcdef01234567', { lastname: 'new' }),
    client.patch(obama.path, { age: 1 }, { 'if-match': obama.etag }),
    client.delete(obama.path, { 'if-match': obama.etag }),
  ];

  it.each(TROUBLES)('and %s: answers 503 with Retry-After in bounded time', async (_what, lose) => {
    await lose();
    const asked = Date.now();
    const answers = await Promise.all(every());
    expect(Date.now() - asked).toBeLessThan(LONGEST_WAIT_MS);
    for (const { status, headers, text, body } of answers) {
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(headers.get('content-type')).toBe('application/json');
      expect(body).toEqual({ _status: 'ERR', _error: { code: 503, message: A_TEXT } });
      expect(text).not.toMatch(/mongo|127\.0\.0\.1|ECONN/i);
    }
  });

  it.each(TROUBLES)(
    'and %s: is alive but not ready, and both it and requests recover by themselves',
    async (_what, lose, giveBack) => {
      await lose();
      const unready = await eventually(
        () => client.get('/api/readiness'),
        ({ status }) => status !== 200,
      );
      expect(unready.status).toBe(503);
      expect(JSON.parse(unready.text)).toBe('Not Ready');
      const health = await client.get('/health');
      expect(health.status).toBe(503);
      expect(health.body).toMatchObject({ status: 'error', details: { database: { status: 'down' } } });
      expect((await client.get('/api/liveness')).status).toBe(200);
      expect((await client.get('/')).status).toBe(200);

      await giveBack();
      const ready = await eventually(
        () => client.get('/api/readiness'),
        ({ status }) => status === 200,
      );
      expect(JSON.parse(ready.text)).toBe('Ready');
      const { status } = await eventually(
        () => client.get('/people'),
        (answer) => answer.status !== 503,
      );
      expect(status).toBe(200);
      expect((await client.post('/people', { lastname: 'after' })).status).toBe(201);
      expect((await client.get('/health')).body).toMatchObject({ status: 'ok' });
    },
  );

  it('still rejects what is wrong with the request itself', async () => {
    await proxy.cut();
    expect((await client.post('/people', {})).status).toBe(422);
    expect((await client.get('/people?where={')).status).toBe(400);
    expect((await client.get('/nothing')).status).toBe(404);
    expect((await client.put('/people', {})).status).toBe(405);
    expect((await client.get('/people/abc')).status).toBe(404);
  });
});

describe('a service that starts while its database is away', () => {
  it('answers 503 until the database is there, and then serves', async () => {
    const proxy = await TcpProxy.start(testDatabaseUri());
    await proxy.cut();
    const service = await startTestApp({
      features: [PeopleModule],
      environment: SOON,
      connectVia: (uri) => proxy.uriOf(uri),
    });
    const client = new Client(service.url);
    try {
      const asked = Date.now();
      for (const answer of [
        await client.get('/people'),
        await client.post('/people', { lastname: 'x' }),
        await client.post('/people', [{ lastname: 'a' }, { lastname: 'b' }]),
        await client.get('/api/readiness'),
      ]) {
        expect(answer.status).toBe(503);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(Date.now() - asked).toBeLessThan(4 * LONGEST_WAIT_MS);
      expect((await client.get('/api/liveness')).status).toBe(200);
      await proxy.restore();
      await eventually(
        () => client.get('/api/readiness'),
        ({ status }) => status === 200,
      );
      expect((await client.get('/people')).body._items).toEqual([]);
      expect((await client.post('/people', { lastname: 'x' })).status).toBe(201);
    } finally {
      await service.stop();
      await proxy.cut();
    }
  });
});
