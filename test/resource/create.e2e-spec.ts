import mongoose from 'mongoose';
import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client, sendRaw } from '../support/client.js';
import { exchangeBytes } from '../support/raw-http.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TIME, AN_ETAG, AN_ID } from '../support/wire.js';

describe('POST of one document', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, RestrictedModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers 201 with what the server gave the document, and nothing the client knows', async () => {
    const { status, headers, body } = await client.post('/people', { firstname: 'barack', lastname: 'obama' });
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      _id: AN_ID,
      _updated: A_TIME,
      _created: body._updated,
      _etag: AN_ETAG,
      _links: { self: { title: 'person', href: `people/${body._id}` } },
      _status: 'OK',
    });
  });

  it('names the new URL in Location, where the document then is', async () => {
    const created = await client.post('/people', { lastname: 'obama' });
    const location = created.headers.get('location') ?? '';
    expect(location).toBe(`/people/${created.body._id}`);
    const { status, body } = await client.get(location);
    expect(status).toBe(200);
    expect(body).toMatchObject({ lastname: 'obama', _id: created.body._id, _etag: created.body._etag });
  });

  it('names the URL of a resource that does not live under its name', async () => {
    const { headers, body } = await client.post('/texts/drafts', { text: 'x' });
    expect(headers.get('location')).toBe(`/texts/drafts/${body._id}`);
    expect(body._links['self']?.href).toBe(`texts/drafts/${body._id}`);
  });

  it('records the time in whole seconds', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { body } = await client.post('/people', { lastname: 'obama' });
    const created = Date.parse(body._created);
    expect(created).toBeGreaterThanOrEqual(before);
    expect(created).toBeLessThanOrEqual(Date.now());
    const stored = await storedIn(service, 'people').findOne();
    expect(stored).toMatchObject({ _created: new Date(created), _updated: new Date(created), _etag: body._etag });
  });

  it('stores values in the types of their fields', async () => {
    await client.create('/people', { lastname: 'x', born: 'Thu, 27 Aug 1970 14:37:13 GMT', age: '50' });
    const stored = await storedIn(service, 'people').findOne();
    expect(stored).toMatchObject({ lastname: 'x', born: new Date('1970-08-27T14:37:13Z'), age: 50 });
    expect(stored?._id).toBeInstanceOf(mongoose.Types.ObjectId);
  });

  it('gives two equal documents ids of their own', async () => {
    const first = await client.create('/people', { lastname: 'duplicate' });
    const second = await client.create('/people', { lastname: 'duplicate' });
    expect(second.id).not.toBe(first.id);
    expect(await client.count('/people')).toBe(2);
  });

  it('takes the id that the client chose', async () => {
    const _id = '0123456789abcdef01234567';
    const { status, headers, body } = await client.post('/people', { _id, lastname: 'obama' });
    expect(status).toBe(201);
    expect(body._id).toBe(_id);
    expect(headers.get('location')).toBe(`/people/${_id}`);
    expect((await client.get(`/people/${_id}`)).body).toMatchObject({ _id, lastname: 'obama' });
  });

  it('answers 409 to an id that is taken and leaves its document alone', async () => {
    const { id, path, etag } = await client.create('/people', { lastname: 'first' });
    const { status, headers, body } = await client.post('/people', { _id: id, lastname: 'second' });
    expect(status).toBe(409);
    expect(headers.has('location')).toBe(false);
    expect(body).toMatchObject({ _status: 'ERR', _error: { code: 409 } });
    expect((await client.get(path)).body).toMatchObject({ lastname: 'first', _etag: etag });
    expect(await client.count('/people')).toBe(1);
  });

  it.each([
    ['a text that is no id', 'abc'],
    ['a number', 5],
    ['null', null],
    ['an operator', { $oid: '0123456789abcdef01234567' }],
  ])('answers 422 to an _id that is %s', async (_what, _id) => {
    const { status, body } = await client.post('/people', { _id, lastname: 'obama' });
    expect(status).toBe(422);
    expect(body._issues).toHaveProperty('_id');
    expect(await client.count('/people')).toBe(0);
  });

  it('answers 422 to a value of a unique field that is taken', async () => {
    await client.create('/tokens', { name: 'obama' });
    const { status, body } = await client.post('/tokens', { name: 'obama' });
    expect(status).toBe(422);
    expect(body).toEqual({
      _status: 'ERR',
      _issues: { name: "value 'obama' is not unique" },
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
    expect(await client.count('/tokens')).toBe(1);
  });

  const NAMING_HOSTS = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };

  it.each(['false', 'true'])('builds Location from nothing that a client sends, with TRUST_PROXY=%s', async (trust) => {
    const other = await startTestApp({ features: [PeopleModule], environment: { TRUST_PROXY: trust } });
    try {
      const answer = await postRaw(other.url, { ...NAMING_HOSTS, forwarded: 'host=evil.example' });
      expect(answer.status).toBe(201);
      expect(answer.headers.get('location')).toMatch(/^\/people\/[a-f0-9]{24}$/);
    } finally {
      await other.stop();
    }
  });

  it('gives a Location that can be followed to a client of HTTP/1.0, which names no host', async () => {
    const text = '{"lastname":"x"}';
    const head = `POST /people HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${text.length}`;
    const answer = await exchangeBytes(service.url, `${head}\r\n\r\n${text}`);
    expect(answer).toMatch(/^HTTP\/1.1 201 /);
    const location = /^location: (.*)$/im.exec(answer)?.[1]?.trim() ?? '';
    expect((await fetch(new URL(location, service.url))).status).toBe(200);
  });

  it('builds Location below PUBLIC_URL, which is the server of the OpenAPI document too', async () => {
    const environment = { PUBLIC_URL: 'https://api.example.com/shop', URL_PREFIX: 'v1' };
    const other = await startTestApp({ features: [PeopleModule], environment });
    try {
      const { headers } = await postRaw(other.url, NAMING_HOSTS, '/v1/people');
      expect(headers.get('location')).toMatch(/^https:\/\/api\.example\.com\/shop\/v1\/people\/[a-f0-9]{24}$/);
      const document = (await (await other.fetch('/api/swagger.json')).json()) as { servers: unknown };
      expect(document.servers).toEqual([{ url: 'https://api.example.com/shop' }]);
    } finally {
      await other.stop();
    }
  });
});

function postRaw(
  origin: string,
  headers: Readonly<Record<string, string>>,
  path = '/people',
): ReturnType<typeof sendRaw> {
  const json = { 'content-type': 'application/json' };
  return sendRaw(origin, {
    method: 'POST',
    path,
    headers: { ...json, ...headers },
    body: '{"lastname":"x"}',
  });
}
