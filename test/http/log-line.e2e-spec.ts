import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { captureLog, type LogLine } from '../support/captured-log.js';
import { Client, sendRaw } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_NUMBER, textWith } from '../support/wire.js';

jest.setTimeout(60_000);

describe('the log', () => {
  const { logger, lines } = captureLog();
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, RestrictedModule], logger });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  const linesOf = (id: string): readonly LogLine[] => lines.filter(({ requestId }) => requestId === id);
  /** The answer may arrive before its line is written. */
  const written = (id: string, count: number): Promise<readonly LogLine[]> =>
    eventually(
      () => linesOf(id),
      (found) => found.length >= count,
    );

  it.each([
    ['GET', '/people?max_results=1', 200],
    ['HEAD', '/people', 200],
    ['GET', '/people/0123456789abcdef01234567', 404],
    ['GET', '/nothing', 404],
    ['PUT', '/people', 405],
    ['OPTIONS', '/people', 200],
    ['GET', '/people?where={', 400],
    ['GET', '/api/liveness', 200],
  ])('has one line for %s %s', async (method, path, status) => {
    const id = `${method}-${status}-${Math.random().toString(36).slice(2)}`;
    await client.send(method, path, { headers: { 'x-request-id': id } });
    const found = await written(id, 1);
    await client.get('/'); // whatever the first request still had to say, it has said it before this one
    expect(linesOf(id)).toHaveLength(1);
    expect(found[0]).toMatchObject({
      level: 30,
      requestId: id,
      method,
      url: path,
      status,
      milliseconds: A_NUMBER,
      remoteAddress: '127.0.0.1',
    });
  });

  it('has the id that the answer carries, when the service chose it', async () => {
    const { headers } = await client.get('/people');
    const [line] = await written(headers.get('x-request-id') ?? '', 1);
    expect(line).toMatchObject({ method: 'GET', url: '/people', status: 200 });
  });

  it('reports the method that was meant, where the client overrode it', async () => {
    const headers = { 'x-request-id': 'overridden', 'x-http-method-override': 'DELETE' };
    await client.send('POST', '/people/0123456789abcdef01234567', { headers });
    expect(await written('overridden', 1)).toMatchObject([{ method: 'DELETE', status: 204 }]);
  });

  it('has a line for a URL that cannot be read', async () => {
    const headers = { 'x-request-id': 'unreadable' };
    await sendRaw(service.url, { method: 'GET', path: '/people/%zz', headers });
    await client.get('/', { 'x-request-id': 'after' });
    await written('after', 1);
    expect(linesOf('unreadable')).toMatchObject([{ status: 400 }]);
  });

  it('reports a bug once, with its stack, beside the line of its request', async () => {
    const { headers } = await client.post('/letters', { text: 'break' }, { 'x-request-id': 'bug' });
    expect(headers.get('x-request-id')).toBe('bug');
    const found = await written('bug', 2);
    expect(found.filter(({ level }) => level === 50)).toMatchObject([
      { err: { message: 'the password is hunter2', stack: textWith('restricted') } },
    ]);
    expect(found.filter(({ level }) => level === 30)).toMatchObject([{ status: 500 }]);
    expect(found).toHaveLength(2);
  });

  it('holds no bodies and no credentials', async () => {
    const headers = { authorization: 'Bearer s3cr3t', cookie: 'session=s3cr3t', 'x-request-id': 'secret' };
    await client.post('/people', { lastname: 's3cr3t' }, headers);
    await written('secret', 1);
    expect(JSON.stringify(lines)).not.toContain('s3cr3t');
  });

  it('has no lines of requests when only warnings are wanted', async () => {
    const quiet = captureLog('warn');
    const other = await startTestApp({ features: [PeopleModule], logger: quiet.logger });
    try {
      const { headers } = await new Client(other.url).get('/people');
      expect(headers.get('x-request-id')).toBeTruthy();
    } finally {
      await other.stop();
    }
    expect(quiet.lines).toEqual([]);
  });
});
