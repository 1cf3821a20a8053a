import type { OpenAPIObject, RequestBodyObject } from '@nestjs/swagger';
import { PeopleModule } from '../fixtures/people.js';
import { Client, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TEXT } from '../support/wire.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const VALID = '{"lastname":"obama"}';

describe('the body of a request', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule], environment: { BODY_LIMIT: '2048' } });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  /** Bytes, because `fetch` gives a text a Content-Type of its own. */
  function post(text: string, headers: Record<string, string> = {}): Promise<Answer> {
    return client.send('POST', '/people', { headers, body: new TextEncoder().encode(text) });
  }

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
  ])('is read as %s', async (type) => {
    const { status } = await post('{"lastname":"Éluard ☃"}', { 'content-type': type });
    expect(status).toBe(201);
    expect((await client.get('/people')).body._items).toMatchObject([{ lastname: 'Éluard ☃' }]);
  });

  it.each([
    'text/plain',
    'text/csv',
    'application/xml',
    'multipart/mixed; boundary=x',
    'application/jsonp',
    'application/vnd.api+json',
    'text/json',
  ])('is answered 415 as %s', async (type) => {
    const { status, body } = await post(VALID, { 'content-type': type });
    expect(status).toBe(415);
    expect(body).toEqual({
      _status: 'ERR',
      _error: {
        code: 415,
        message:
          'Unknown or no Content-Type header supplied: ' +
          'send application/json, application/x-www-form-urlencoded, multipart/form-data',
      },
    });
    expect(await client.count('/people')).toBe(0);
  });

  it.each(['nonsense', 'application/', '/json', ';', 'application/json text'])(
    'is answered 415 as %j, which is no media type',
    async (type) => {
      const { status, body } = await post(VALID, { 'content-type': type });
      expect(status).toBe(415);
      expect(body._error.message).toMatch(/^Unknown or no Content-Type header supplied: send a media type such as/);
      expect(await client.count('/people')).toBe(0);
    },
  );

  it('is answered 415 without a Content-Type', async () => {
    const { status, body } = await post(VALID);
    expect(status).toBe(415);
    expect(body._error.code).toBe(415);
    expect(body._error.message).toMatch(/^Unknown or no Content-Type header supplied: send application\/json, /);
    expect(await client.count('/people')).toBe(0);
  });

  it.each(['PUT', 'PATCH'])('is answered 415 as anything but JSON in a %s, and changes nothing', async (method) => {
    const { path, etag } = await client.create('/people', { lastname: 'before' });
    const headers = { 'content-type': 'text/plain', 'if-match': `"${etag}"` };
    expect((await client.send(method, path, { headers, body: VALID })).status).toBe(415);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'before', _etag: etag });
  });

  it.each([
    ['malformed JSON', '{bad'],
    ['JSON with a tail', '{"lastname":"x"} x'],
    ['single quotes', "{'lastname':'x'}"],
    ['an empty body', ''],
    ['white space', '  '],
    ['an empty list', '[]'],
    ['a number', '5'],
    ['a text', '"lastname"'],
    ['true', 'true'],
    ['null', 'null'],
    ['a __proto__', '{"lastname":"x","__proto__":{"admin":true}}'],
    ['a __proto__ further down', '{"lastname":"x","location":{"__proto__":{"city":"NY"}}}'],
    ['an escaped __proto__', '{"lastname":"x","\\u005f_proto__":{"admin":true}}'],
    ['a constructor with a prototype', '{"lastname":"x","constructor":{"prototype":{"admin":true}}}'],
  ])('is answered 400 when it is %s', async (_what, text) => {
    const { status, headers, body } = await post(text, JSON_TYPE);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({ _status: 'ERR', _error: { code: 400, message: A_TEXT } });
    expect(await client.count('/people')).toBe(0);
  });

  it.each([
    ['a letter in Latin-1', Buffer.from('{"lastname":"M\xfcller"}', 'latin1')],
    ['a letter cut in two', Buffer.from('{"lastname":"é').subarray(0, -1)],
    ['an escape for half a character', Buffer.from('{"lastname":"\\ud83d"}')],
    ['an escape for the other half', Buffer.from('{"lastname":"\\\\\\uDCA5x"}')],
    ['half a character in a name', Buffer.from('{"lastname":"x","\\uD800":1}')],
  ])('is answered 400 when it has %s, in place of storing another one', async (_what, body) => {
    const answer = await client.send('POST', '/people', { headers: JSON_TYPE, body });
    expect(answer.status).toBe(400);
    expect(answer.body._error.message).toMatch(/^The request body is not text in (UTF-8|Unicode)/);
    expect(await client.count('/people')).toBe(0);
  });

  it('is taken with escapes for whole characters, and for backslashes before a "u"', async () => {
    expect((await post('{"lastname":"\\ud83d\\udca5 \\\\ud800"}', JSON_TYPE)).status).toBe(201);
    expect((await client.get('/people')).body._items).toMatchObject([{ lastname: '💥 \\ud800' }]);
  });

  it.each([
    ['PUT', '{bad'],
    ['PUT', ''],
    ['PUT', 'null'],
    ['PATCH', '{bad'],
    ['PATCH', ''],
    ['PATCH', 'null'],
    ['PATCH', '{"__proto__":{"lastname":"x"}}'],
  ])('is answered 400 in a %s of %p, which changes nothing', async (method, text) => {
    const { path, etag } = await client.create('/people', { lastname: 'before' });
    const { status } = await client.send(method, path, {
      headers: { ...JSON_TYPE, 'if-match': `"${etag}"` },
      body: text,
    });
    expect(status).toBe(400);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'before', _etag: etag });
  });

  it.each([
    ['PUT', '5'],
    ['PUT', '[{"lastname":"x"}]'],
    ['PATCH', '5'],
    ['PATCH', '[]'],
    ['PATCH', '"x"'],
  ])('is no document in a %s of %p', async (method, text) => {
    const { path, etag } = await client.create('/people', { lastname: 'before' });
    const { status, body } = await client.send(method, path, {
      headers: { ...JSON_TYPE, 'if-match': `"${etag}"` },
      body: text,
    });
    expect(status).toBe(422);
    expect(body._status).toBe('ERR');
    expect(body).toHaveProperty('_issues');
    expect((await client.get(path)).body).toMatchObject({ lastname: 'before', _etag: etag });
  });

  it.each(['POST', 'PATCH', 'PUT'])('is rejected in a %s also when it is nested without end', async (method) => {
    const roomy = await startTestApp({ features: [PeopleModule] });
    try {
      const body = '['.repeat(200_000) + ']'.repeat(200_000);
      const path = method === 'POST' ? '/people' : '/people/0123456789abcdef01234567';
      const { status } = await new Client(roomy.url).send(method, path, { headers: JSON_TYPE, body });
      expect([400, 422]).toContain(status);
    } finally {
      await roomy.stop();
    }
  });

  it('is answered 400 when there is none', async () => {
    expect((await client.send('POST', '/people')).status).toBe(400);
    expect(await client.count('/people')).toBe(0);
  });

  it('is rejected with 413 above the limit, and taken below it', async () => {
    const tooLarge = await post(`${VALID}${' '.repeat(2048)}`, JSON_TYPE);
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body).toMatchObject({ _status: 'ERR', _error: { code: 413 } });
    expect(await client.count('/people')).toBe(0);
    const justFits = await post(VALID.padEnd(2048), JSON_TYPE);
    expect(justFits.status).toBe(201);
  });

  it('is not asked for by DELETE, whatever its Content-Type says', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'obama' });
    expect((await client.delete(path, { ...JSON_TYPE, 'if-match': `"${etag}"` })).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it('may be announced by a GET that has none', async () => {
    expect((await client.get('/people', JSON_TYPE)).status).toBe(200);
    expect((await client.get('/people', { 'content-type': 'text/plain' })).status).toBe(200);
  });

  it('is answered in JSON, whatever the client would like', async () => {
    for (const accept of ['text/html', 'image/png', 'application/json;q=0.1']) {
      const { status, headers } = await client.get('/people', { accept });
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/json');
    }
  });
});

describe('JSON_REQUEST_CONTENT_TYPES', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { JSON_REQUEST_CONTENT_TYPES: 'application/vnd.api+json, text/json, text/json' };
    service = await startTestApp({ features: [PeopleModule], environment });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  function send(type: string, body = VALID): Promise<Answer> {
    const bytes = new TextEncoder().encode(body);
    return client.send('POST', '/people', { headers: { 'content-type': type }, body: bytes });
  }

  it.each(['application/vnd.api+json', 'application/vnd.api+json; charset=utf-8', 'text/json', 'TEXT/JSON;v=1'])(
    'reads %s as JSON',
    async (type) => {
      expect((await send(type)).status).toBe(201);
      expect((await send(type, '{bad')).status).toBe(400);
    },
  );

  it('reads forms as before, and nothing else', async () => {
    expect((await send('application/x-www-form-urlencoded', 'lastname=x')).status).toBe(201);
    const { status, body } = await send('application/json');
    expect([status, body._error.message]).toEqual([
      415,
      'Unknown or no Content-Type header supplied: ' +
        'send application/vnd.api+json, text/json, application/x-www-form-urlencoded, multipart/form-data',
    ]);
  });

  it('is what the OpenAPI document reports', async () => {
    const { text } = await client.get('/api/swagger.json');
    const { paths } = JSON.parse(text) as OpenAPIObject;
    const { content } = paths['/people']?.post?.requestBody as RequestBodyObject; // ours is no reference
    const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];
    expect(Object.keys(content)).toEqual(['application/vnd.api+json', 'text/json', ...forms]);
  });
});
