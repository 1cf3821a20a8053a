import { PeopleModule } from '../fixtures/people.js';
import { Client, type Answer } from '../support/client.js';
import { multipart, type Part } from '../support/multipart.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a form as the body of a request', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  function send(method: string, path: string, body: string, headers = {}): Promise<Answer> {
    return client.send(method, path, { headers: { ...FORM, ...headers }, body });
  }

  it('is a document whose texts become what their fields are', async () => {
    const born = encodeURIComponent('Thu, 27 Aug 1970 14:37:13 GMT');
    const { status, body } = await send('POST', '/people', `lastname=obama+b&age=50&born=${born}&location.city=NY`);
    expect(status).toBe(201);
    expect((await client.get(`/people/${body._id}`)).body).toMatchObject({
      lastname: 'obama b',
      age: 50,
      born: 'Thu, 27 Aug 1970 14:37:13 GMT',
      location: { city: 'NY' },
    });
  });

  it('gives a list where a name stands several times', async () => {
    const { body } = await send('POST', '/people', 'lastname=lincoln&role=author&role=copy');
    expect((await client.get(`/people/${body._id}`)).body['role']).toEqual(['author', 'copy']);
    const rejected = await send('POST', '/people', 'lastname=a&lastname=b');
    expect([rejected.status, rejected.body._issues]).toEqual([422, { lastname: 'must be of string type' }]);
  });

  it('changes and replaces documents too', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'before' });
    const changed = await send('PATCH', path, 'age=7', { 'if-match': etag });
    expect(changed.status).toBe(200);
    const replaced = await send('PUT', path, 'lastname=after', { 'if-match': changed.body._etag });
    expect(replaced.status).toBe(200);
    const { body } = await client.get(path);
    expect(body['lastname']).toBe('after');
    expect(body).not.toHaveProperty('age');
  });

  it('is answered 400 when it is empty, and stores nothing', async () => {
    const before = await client.count('/people');
    expect((await send('POST', '/people', '')).status).toBe(400);
    expect((await send('POST', '/people', '&&')).body._error.message).toBe('No form-urlencoded data supplied');
    expect((await send('POST', '/people', '__proto__=1&constructor=2')).status).toBe(422);
    expect(await client.count('/people')).toBe(before);
  });

  it('is answered 413 when it has more than a thousand fields, and soon', async () => {
    const names = Array.from({ length: 150_000 }, (_, index) => index.toString(36)).join('&');
    const started = performance.now();
    const { status, body } = await send('POST', '/people', names);
    expect([status, body._error.message]).toEqual([413, 'A form may have 1000 fields at the most.']);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('may be announced by a DELETE that has none', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'x' });
    expect((await client.delete(path, { ...FORM, 'if-match': etag })).status).toBe(204);
  });
});

describe('AUTO_COLLAPSE_MULTI_KEYS switched off', () => {
  it('rejects a form that gives a field several times, of either kind', async () => {
    const environment = { AUTO_COLLAPSE_MULTI_KEYS: 'false' };
    const service = await startTestApp({ features: [PeopleModule], environment });
    const client = new Client(service.url);
    try {
      const urlEncoded = { headers: FORM, body: 'lastname=a&role=author&role=copy' };
      const parts: Part[] = [
        ['name="lastname"', 'a'],
        ['name="role"', 'author'],
        ['name="role"', 'copy'],
      ];
      for (const form of [urlEncoded, multipart(...parts)]) {
        const { status, body } = await client.send('POST', '/people', form);
        expect(status).toBe(400);
        expect(body).toEqual({
          _status: 'ERR',
          _issues: { role: 'given several times' },
          _error: { code: 400, message: 'The form gives a field several times' },
        });
      }
      expect((await client.send('POST', '/people', { headers: FORM, body: 'lastname=a&age=5' })).status).toBe(201);
    } finally {
      await service.stop();
    }
  });
});
