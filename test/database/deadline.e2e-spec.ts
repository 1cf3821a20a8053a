import { NotesModule } from '../fixtures/notes.js';
import { TasksModule } from '../fixtures/tasks.js';
import { Client, query, type Answer, type Created } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testDatabaseUri } from '../support/test-database.js';
import { textWith } from '../support/wire.js';

jest.setTimeout(60_000);

describe('an operation that a living database does not answer', () => {
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;
  let note: Created;

  beforeAll(async () => {
    proxy = await TcpProxy.start(testDatabaseUri());
    service = await startTestApp({
      features: [NotesModule, TasksModule],
      environment: { MONGO_TIMEOUT_MS: '600', MONGO_MAX_IN_FLIGHT: '4' },
      connectVia: (uri) => proxy.uriOf(uri),
    });
    client = new Client(service.url);
    note = await client.create('/notes', { title: 'first' });
  });
  afterEach(() => {
    proxy.thaw();
  });
  afterAll(async () => {
    await service.stop();
    await proxy.cut();
  });

  const matched = (): Record<string, string> => ({ 'if-match': note.etag });
  const READS: readonly [string, () => Promise<Answer>][] = [
    ['a page', () => client.get('/notes')],
    ['a filtered page', () => client.get(`/notes${query({ where: '{"rank":5}' })}`)],
    ['an item', () => client.get(note.path)],
    ['an item before it is changed', () => client.patch(note.path, { rank: 1 }, matched())],
    ['an item before it is replaced', () => client.put(note.path, { title: 'x' }, matched())],
    ['a relation', () => client.post('/notes', { title: 'x', about: note.id })],
  ];
  const WRITES: readonly [string, () => Promise<Answer>][] = [
    ['a creation', () => client.post('/notes', { title: 'x' })],
    ['a creation of several', () => client.post('/notes', [{ title: 'x' }, { title: 'y' }])],
    ['a deletion', () => client.delete('/tasks')],
  ];

  it.each(READS)('is answered 503 with Retry-After: %s', async (_, ask) => {
    proxy.silence('notes');
    const { status, headers, body } = await ask();

    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body._error.message).toBe('The database took too long; try again shortly.');
  });

  it.each(WRITES)('is answered 503, and that it may have been done: %s', async (what, ask) => {
    proxy.silence(what === 'a deletion' ? 'tasks' : 'notes');
    const { status, headers, body } = await ask();

    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body._error.message).toEqual(textWith('may have been done'));
  });

  it('leaves the service sound: what is asked once the database answers again is served', async () => {
    proxy.silence('notes');
    const slow = await Promise.all(Array.from({ length: 12 }, () => client.get('/notes')));
    expect(new Set(slow.map(({ status }) => status))).toEqual(new Set([503]));
    proxy.thaw();

    expect((await client.get('/api/readiness')).status).toBe(200);
    expect((await client.get('/notes')).status).toBe(200);
    expect((await client.post('/notes', { title: 'z' })).status).toBe(201);
  });

  it('does not keep the service from saying how it is', async () => {
    proxy.silence('notes');
    await Promise.all(Array.from({ length: 12 }, () => client.get('/notes'))); // those at work keep their places
    for (const path of ['/api/liveness', '/api/readiness', '/health']) {
      const { status } = await eventually(
        () => client.get(path),
        (answer) => answer.status === 200,
      );
      expect(status).toBe(200);
    }
  });
});
