import { WorksModule } from '../fixtures/works.js';
import { Client, query, sendRaw } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const JSON_TYPE = 'application/json';

describe('JSONP_ARGUMENT', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [WorksModule], environment: { JSONP_ARGUMENT: 'cb' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  function argumentOf(text: string, name: string): unknown {
    expect(text.slice(0, name.length + 1)).toBe(`${name}(`);
    expect(text.at(-1)).toBe(')');
    return JSON.parse(text.slice(name.length + 1, -1));
  }

  it.each(['foo', '$', '_a.b.c', 'jQuery1_2'])('hands the answer to a function: %s', async (cb) => {
    const { status, headers, text } = await client.get(`/people${query({ cb })}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/javascript; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(argumentOf(text, cb)).toHaveProperty('_meta.total', 0);
  });

  it('is kept in links', async () => {
    const { path } = await client.create('/people', { lastname: 'a' });
    expect(argumentOf((await client.get('/people?cb=foo')).text, 'foo')).toHaveProperty(
      '_links.self.href',
      'people?cb=foo',
    );
    expect(argumentOf((await client.get(`${path}?cb=foo`)).text, 'foo')).toHaveProperty('lastname', 'a');
    await client.delete('/people');
  });

  it('hands errors over too', async () => {
    const answers = [
      await client.get('/nothing?cb=foo'),
      await client.get('/people?cb=foo&where={'),
      await client.post('/people?cb=foo', {}),
      await client.put('/people?cb=foo', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 422, 405]);
    for (const { text } of answers) expect(argumentOf(text, 'foo')).toHaveProperty('_status', 'ERR');
    const unreadable = await sendRaw(service.url, { method: 'GET', path: '/people/%zz?cb=foo' });
    expect(argumentOf(unreadable.text, 'foo')).toHaveProperty('_error.code', 400);
  });

  it('asks for a script, whatever is accepted', async () => {
    const { text } = await client.get('/people?cb=foo', { accept: 'application/xml' });
    expect(argumentOf(text, 'foo')).toHaveProperty('_items');
  });

  it('indents the argument for ?pretty', async () => {
    expect((await client.get('/people?cb=foo&pretty')).text).toMatch(/^foo\(\{\n {4}"_items"/);
  });

  it('writes no line end that a script of old would trip over', async () => {
    const { path } = await client.create('/people', { lastname: 'a\u2028b\u2029c' });
    const { text } = await client.get(`${path}?cb=foo`);
    expect(text).toContain('"a\\u2028b\\u2029c"');
    expect(argumentOf(text, 'foo')).toHaveProperty('lastname', 'a\u2028b\u2029c');
  });

  it.each(['cb=', 'cb=1a', 'cb=alert(1)', 'cb=a;b', 'cb=a%0A', 'cb=a-b', 'cb=a&cb=b', 'cb=%F0%9F%98%80'])(
    'that names no function is rejected, and nothing is written: %s',
    async (search) => {
      for (const answer of [
        await client.get(`/people?${search}`),
        await client.post(`/people?${search}`, { lastname: 'x' }),
      ]) {
        expect(answer.status).toBe(400);
        expect(answer.headers.get('content-type')).toBe(JSON_TYPE);
        expect(answer.body._issues).toHaveProperty('cb');
      }
      expect(await client.get('/people?where=lastname=="x"')).toHaveProperty('body._meta.total', 0);
    },
  );

  it('means nothing unless a setting says so', async () => {
    const plain = await startTestApp({ features: [WorksModule] });
    try {
      const { headers, body } = await new Client(plain.url).get('/people?cb=foo');
      expect(headers.get('content-type')).toBe(JSON_TYPE);
      expect(body._links['self']?.href).toBe('people');
    } finally {
      await plain.stop();
    }
  });
});
