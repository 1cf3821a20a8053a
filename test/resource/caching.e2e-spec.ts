import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client, type Answer } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Whether `Expires` lies so many seconds after the answer, give or take the second that headers leave out. */
function expectExpiry({ headers }: Answer, seconds: number, asked: number): void {
  const expires = Date.parse(headers.get('expires') ?? '');
  expect(expires).toBeGreaterThanOrEqual(asked + seconds * 1000 - 1000);
  expect(expires).toBeLessThanOrEqual(Date.now() + seconds * 1000);
}

describe('caching', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, RestrictedModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is allowed for 20 seconds: item, collection and home, GET and HEAD', async () => {
    const { path } = await client.create('/people', { lastname: 'obama' });
    for (const url of [path, '/people', '/people?where={"lastname":"obama"}', '/']) {
      for (const method of ['GET', 'HEAD']) {
        const asked = Date.now();
        const answer = await client.send(method, url);
        expect(answer.headers.get('cache-control')).toBe('max-age=20');
        expectExpiry(answer, 20, asked);
      }
    }
  });

  it('is prolonged by 304', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'obama' });
    const asked = Date.now();
    const answer = await client.get(path, { 'if-none-match': `"${etag}"` });
    expect(answer.status).toBe(304);
    expect(answer.headers.get('cache-control')).toBe('max-age=20');
    expectExpiry(answer, 20, asked);
  });

  it('is not spoken of in answers to writes', async () => {
    const created = await client.post('/people', { lastname: 'a' });
    const path = `/people/${created.body._id}`;
    const patched = await client.patch(path, {}, { 'if-match': '*' });
    const replaced = await client.put(path, { lastname: 'b' }, { 'if-match': '*' });
    const deleted = await client.delete(path, { 'if-match': '*' });
    const refused = await client.post('/people', {});
    expect([created, patched, replaced, deleted, refused].map(({ status }) => status)).toEqual([
      201, 200, 200, 204, 422,
    ]);
    for (const { headers } of [created, patched, replaced, deleted, refused]) {
      expect(headers.has('cache-control')).toBe(false);
      expect(headers.has('expires')).toBe(false);
    }
  });

  it('follows what a resource says of itself', async () => {
    const asked = Date.now();
    const answer = await client.get('/countries');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
    expectExpiry(answer, 3600, asked);
  });

  it('follows the settings, but for a resource that says its own', async () => {
    const environment = { CACHE_CONTROL: 'no-store', CACHE_EXPIRES: '0' };
    const other = await startTestApp({ features: [PeopleModule, RestrictedModule], environment });
    try {
      const otherClient = new Client(other.url);
      const { headers } = await otherClient.get('/people');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.has('expires')).toBe(false);
      const own = await otherClient.get('/countries');
      expect(own.headers.get('cache-control')).toBe('public, max-age=3600');
    } finally {
      await other.stop();
    }
  });

  it('is left to the client when the settings say none', async () => {
    const environment = { CACHE_CONTROL: 'none', CACHE_EXPIRES: '0' };
    const other = await startTestApp({ features: [PeopleModule], environment });
    try {
      const { headers } = await new Client(other.url).get('/people');
      expect(headers.has('cache-control')).toBe(false);
      expect(headers.has('expires')).toBe(false);
    } finally {
      await other.stop();
    }
  });
});
