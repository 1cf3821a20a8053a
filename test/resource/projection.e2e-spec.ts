import { ProductsModule } from '../fixtures/products.js';
import { Client, query, type Created } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const SERVER_FIELDS = ['_id', '_created', '_updated', '_etag', '_links'];

describe('projection', () => {
  let service: TestApp;
  let client: Client;
  let ball: Created;

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule] });
    client = new Client(service.url);
    ball = await client.create('/products', { name: 'ball', price: 5, box: { width: 3, height: 4, unit: 'cm' } });
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    [{ name: 1 }, { name: 'ball' }],
    [
      { name: true, price: 1 },
      { name: 'ball', price: 5 },
    ],
    [{ name: 0 }, { price: 5, stock: 0, active: true, box: { width: 3, height: 4, unit: 'cm' } }],
    [
      { box: false, stock: 0 },
      { name: 'ball', price: 5, active: true },
    ],
    [{ name: 1, price: 0 }, { name: 'ball' }],
    [{ 'box.width': 1 }, { box: { width: 3 } }],
    [{ 'box.width': 0, name: 0, price: 0, stock: 0, active: 0 }, { box: { height: 4, unit: 'cm' } }],
    [{ note: 1 }, {}],
    [{ _id: 0, _etag: 0, name: 1 }, { name: 'ball' }],
    [{ _id: 1 }, {}],
    [{}, { name: 'ball', price: 5, stock: 0, active: true, box: { width: 3, height: 4, unit: 'cm' } }],
  ])('%j shows the chosen fields, and always those of the server', async (projection, fields) => {
    const search = query({ projection: JSON.stringify(projection) });
    const [page, item] = [await client.get(`/products${search}`), await client.get(ball.path + search)];
    for (const shown of [page.body._items[0], item.body]) {
      expect(Object.keys(shown ?? {}).toSorted()).toEqual([...SERVER_FIELDS, ...Object.keys(fields)].toSorted());
      expect(shown).toMatchObject(fields);
      for (const [name, value] of Object.entries(fields)) expect(shown?.[name]).toEqual(value);
    }
  });

  it('changes neither the tag nor the time', async () => {
    const full = await client.get(ball.path);
    const part = await client.get(`${ball.path}${query({ projection: '{"name":1}' })}`);
    expect(part.headers.get('etag')).toBe(full.headers.get('etag'));
    expect(part.headers.get('last-modified')).toBe(full.headers.get('last-modified'));
    expect(part.body._etag).toBe(ball.etag);
  });

  it.each([
    '{',
    '[]',
    '["name"]',
    '"name"',
    'name',
    '5',
    '{"name":2}',
    '{"name":"yes"}',
    '{"name":null}',
    '{"$where":1}',
  ])('is rejected as %s', async (projection) => {
    for (const path of ['/products', ball.path]) {
      const { status, body } = await client.get(path + query({ projection }));
      expect(status).toBe(400);
      expect(body._issues).toHaveProperty('projection');
      expect(body).not.toHaveProperty('name');
    }
  });
});
