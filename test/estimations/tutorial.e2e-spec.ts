import { Client, sendRaw } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_NUMBER, A_TIME, AN_ETAG, AN_ID } from '../support/wire.js';

describe('a client written for the Eve tutorial', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ environment: { CACHE_CONTROL: 'max-age=20', CACHE_EXPIRES: '20' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('finds the estimations at the root', async () => {
    const { body } = await client.get('/');
    expect(Object.keys(body)).toEqual(['_links']);
    expect(Object.values(body._links['child'] ?? {})[0]).toEqual({ href: 'estimations', title: 'estimations' });
  });

  it('finds none at first', async () => {
    const { status, body } = await client.get('/estimations');
    expect(status).toBe(200);
    expect(body).toEqual({
      _items: [],
      _links: { parent: { title: 'home', href: '/' }, self: { title: 'estimations', href: 'estimations' } },
      _meta: { page: 1, max_results: 25, total: 0 },
    });
  });

  it('posts a rank, reads its prediction, changes it, finds it and deletes it', async () => {
    const posted = await client.post('/estimations', { bestseller_rank: 70, category: 'Home & Kitchen' });
    const { _id, _etag } = posted.body;
    expect(posted.status).toBe(201);
    expect(posted.body).toEqual({
      _updated: A_TIME,
      _created: A_TIME,
      _etag: AN_ETAG,
      _id: AN_ID,
      _links: { self: { title: 'estimations', href: `estimations/${_id}` } },
      _status: 'OK',
    });

    const item = await client.get(`/estimations/${_id}`);
    expect(item.status).toBe(200);
    expect(item.headers.get('cache-control')).toBe('max-age=20');
    expect(item.body).toMatchObject({ _id, _etag, bestseller_rank: 70, category: 'Home & Kitchen' });
    expect(item.body['estimated_sales']).toEqual(A_NUMBER);
    expect(item.body._links).toEqual({
      self: { title: 'estimations', href: `estimations/${_id}` },
      parent: { title: 'home', href: '/' },
      collection: { title: 'estimations', href: 'estimations' },
    });

    const changed = { bestseller_rank: 7, category: 'Home & Kitchen' };
    const put = await client.put(`/estimations/${_id}`, changed, { 'if-match': _etag });
    expect(put.status).toBe(200);
    const found = await client.get('/estimations?where={"bestseller_rank":{"$lt":70}}&sort=-bestseller_rank');
    expect(found.body._items).toMatchObject([{ _id, bestseller_rank: 7, _etag: put.body._etag }]);
    expect(Number(found.body._items[0]?.['estimated_sales'])).toBeGreaterThan(Number(item.body['estimated_sales']));

    expect((await client.delete(`/estimations/${_id}`, { 'if-match': put.body._etag })).status).toBe(204);
    expect((await client.get(`/estimations/${_id}`)).status).toBe(404);
    expect(await client.count('/estimations')).toBe(0);
  });

  it('may send Content-Type and Authorization from a page', async () => {
    const { headers } = await client.send('OPTIONS', '/estimations', {
      headers: { origin: 'http://localhost:8080', 'access-control-request-method': 'POST' },
    });
    const allowed = headers.get('access-control-allow-headers') ?? '';
    expect(['*', 'http://localhost:8080']).toContain(headers.get('access-control-allow-origin'));
    expect(allowed.split(/, */)).toEqual(expect.arrayContaining(['Content-Type', 'Authorization']));
  });

  it('sends what curl sends', async () => {
    const { status, text } = await sendRaw(service.url, {
      method: 'POST',
      path: '/estimations',
      headers: { 'Content-Type': 'application/json', Accept: '*/*', 'User-Agent': 'curl/8.5.0' },
      body: '{"bestseller_rank":48,"category":"Home & Kitchen"}',
    });
    expect(status).toBe(201);
    expect(JSON.parse(text)).toMatchObject({ _status: 'OK' });
  });
});
