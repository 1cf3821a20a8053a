import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client, type Answer, sendRaw } from '../support/client.js';
import { exchangeBytes } from '../support/raw-http.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TEXT } from '../support/wire.js';

const UNKNOWN_ID = '/people/0123456789abcdef01234567';
const NOT_FOUND =
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';

describe('an error', () => {
  let service: TestApp;
  let client: Client;
  let path: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, RestrictedModule] });
    client = new Client(service.url);
    ({ path } = await client.create('/people', { lastname: 'obama' }));
  });
  afterAll(async () => {
    await service.stop();
  });

  const cases: readonly [string, number, string, () => Promise<Answer>][] = [
    ['an unknown URL', 404, NOT_FOUND, () => client.get('/nothing')],
    ['OPTIONS of an unknown URL', 404, NOT_FOUND, () => client.send('OPTIONS', '/nothing')],
    ['OPTIONS of what is no item', 404, NOT_FOUND, () => client.send('OPTIONS', '/people/no-id')],
    ['an unknown item', 404, NOT_FOUND, () => client.get(UNKNOWN_ID)],
    ['PATCH of an unknown item', 404, NOT_FOUND, () => client.patch(UNKNOWN_ID, { age: 1 })],
    [
      'a method that is not offered',
      405,
      'The method is not allowed for the requested URL.',
      () => client.put('/people', {}),
    ],
    [
      'a wrong If-Match',
      412,
      "Client and server etags don't match",
      () => client.patch(path, {}, { 'if-match': 'abc' }),
    ],
    [
      'no If-Match',
      428,
      'To edit a document its etag must be provided using the If-Match header',
      () => client.patch(path, {}),
    ],
    [
      'an invalid document',
      422,
      'Insertion failure: 1 document(s) contain(s) error(s)',
      () => client.post('/people', {}),
    ],
  ];

  it.each(cases)('has the body of Eve for %s', async (_what, code, message, request) => {
    const { status, headers, body } = await request();
    expect(status).toBe(code);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toMatchObject({ _status: 'ERR', _error: { code, message } });
    expect(Object.keys(body._error)).toEqual(['code', 'message']);
  });

  it('has neither validators nor a Location', async () => {
    for (const [, , , request] of cases) {
      const { headers } = await request();
      for (const name of ['etag', 'last-modified', 'location', 'x-total-count']) expect(headers.has(name)).toBe(false);
    }
  });

  it.each(['/%', '/people/%zz', '/%c0%ae'])('is JSON even where the URL %s cannot be read', async (unreadable) => {
    const { status, headers, text } = await sendRaw(service.url, { method: 'GET', path: unreadable });
    expect([400, 404]).toContain(status);
    expect(headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(text)).toEqual({ _status: 'ERR', _error: { code: status, message: A_TEXT } });
  });

  it.each([
    ['a header that is none', 'GET / HTTP/1.1\r\nHost: x\r\nnot a header\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('has the same body where the request is not even HTTP: %s', async (_what, request, code) => {
    const answer = await exchangeBytes(service.url, request);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
      _status: 'ERR',
      _error: { code, message: A_TEXT },
    });
  });

  it('that nobody expected reports its id and nothing of the inside', async () => {
    const { status, headers, text, body } = await client.post('/letters', { text: 'break' });
    expect(status).toBe(500);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      _status: 'ERR',
      _error: { code: 500, message: A_TEXT, id: headers.get('x-request-id') },
    });
    expect(text).not.toMatch(/hunter2|TypeError|\.ts|\.js|at /);
  });

  it('that nobody expected leaves the service working', async () => {
    await client.post('/letters', { text: 'break' });
    expect((await client.post('/letters', { text: 'dear' })).status).toBe(201);
  });
});
