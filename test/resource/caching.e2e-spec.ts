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

  it('asks before it shows: item, collection, home and 304, GET and HEAD', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'obama' });
    for (const url of [path, '/people', '/people?where={"lastname":"obama"}', '/']) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await client.send(method, url);
        expect(answer.headers.get('cache-control')).toBe('no-cache');
        expect(answer.headers.has('expires')).toBe(false);
      }
    }
    const known = await client.get(path, { 'if-none-match': `"${etag}"` });
    expect([known.status, known.headers.get('cache-control')]).toEqual([304, 'no-cache']);
  });

  it('does the same with a domain document that says nothing: dates alone let browsers guess', async () => {
    const other = await startTestApp({ domain: { DOMAIN: { things: { schema: { n: { type: 'integer' } } } } } });
    try {
      const { headers } = await new Client(other.url).get('/things');
      expect(headers.get('cache-control')).toBe('no-cache');
    } finally {
      await other.stop();
    }
  });

  it('lets a client that keeps what it may see its own writes', async () => {
    const { path } = await client.create('/people', { lastname: 'before' });
    const shown = await client.get(path);
    const changed = await client.patch(path, { lastname: 'after' }, { 'if-match': shown.headers.get('etag') ?? '' });
    const again = await client.get(path, {
      'if-none-match': shown.headers.get('etag') ?? '',
      'if-modified-since': shown.headers.get('last-modified') ?? '',
    });
    expect([changed.status, again.status, again.body['lastname']]).toEqual([200, 200, 'after']);
    const next = await client.patch(path, { age: 1 }, { 'if-match': again.headers.get('etag') ?? '' });
    expect(next.status).toBe(200);
  });

  it('lets such a client of a resource without entity tags see them too, within one second', async () => {
    const other = await startTestApp({ features: [PeopleModule], environment: { IF_MATCH: 'false' } });
    try {
      const otherClient = new Client(other.url);
      const { path } = await otherClient.create('/people', { lastname: 'before' });
      const { headers } = await otherClient.get(path);
      const isKept = headers.get('cache-control') !== 'no-store';
      await otherClient.patch(path, { lastname: 'after' });
      const again = await otherClient.get(
        path,
        isKept ? { 'if-modified-since': headers.get('last-modified') ?? '' } : {},
      );
      expect([again.status, again.body['lastname']]).toEqual([200, 'after']);
    } finally {
      await other.stop();
    }
  });

  it('is allowed for 20 seconds where the settings say so, as in the tutorial, and prolonged by 304', async () => {
    const environment = { CACHE_CONTROL: 'max-age=20', CACHE_EXPIRES: '20' };
    const other = await startTestApp({ features: [PeopleModule], environment });
    try {
      const otherClient = new Client(other.url);
      const { path, etag } = await otherClient.create('/people', { lastname: 'obama' });
      for (const known of [{}, { 'if-none-match': `"${etag}"` }]) {
        const asked = Date.now();
        const answer = await otherClient.get(path, known);
        expect(answer.headers.get('cache-control')).toBe('max-age=20');
        expectExpiry(answer, 20, asked);
      }
    } finally {
      await other.stop();
    }
  });

  it('leaves Expires its meaning where it alone is set', async () => {
    const other = await startTestApp({ features: [PeopleModule], environment: { CACHE_EXPIRES: '30' } });
    try {
      const asked = Date.now();
      const answer = await new Client(other.url).get('/people');
      expect(answer.headers.has('cache-control')).toBe(false);
      expectExpiry(answer, 30, asked);
    } finally {
      await other.stop();
    }
  });

  it('is forbidden for rejections, which the next write may make untrue', async () => {
    for (const answer of [
      await client.get('/people/000000000000000000000000'),
      await client.get('/nothing'),
      await client.get('/people?where={'),
      await client.put('/people', {}),
      await client.post('/people', {}),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.has('expires')).toBe(false);
    }
  });

  it('is not spoken of in answers to writes', async () => {
    const created = await client.post('/people', { lastname: 'a' });
    const path = `/people/${created.body._id}`;
    const patched = await client.patch(path, {}, { 'if-match': '*' });
    const replaced = await client.put(path, { lastname: 'b' }, { 'if-match': '*' });
    const deleted = await client.delete(path, { 'if-match': '*' });
    expect([created, patched, replaced, deleted].map(({ status }) => status)).toEqual([201, 200, 200, 204]);
    for (const { headers } of [created, patched, replaced, deleted]) {
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
