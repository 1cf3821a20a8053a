import { ProductsModule } from '../fixtures/products.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('a sub-document', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'products').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is stored and served as it was sent, with its own defaults and no id', async () => {
    const { path } = await client.create('/products', { name: 'ball', box: { width: '3', height: 4 } });
    expect((await client.get(path)).body['box']).toEqual({ width: 3, height: 4, unit: 'cm' });
    const stored = await storedIn(service, 'products').findOne();
    expect(stored?.['box']).toEqual({ width: 3, height: 4, unit: 'cm' });
  });

  it('must have its required fields, where it is there at all', async () => {
    const { status, body } = await client.post('/products', { name: 'ball', box: { height: 4 } });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ box: { width: 'required field' } });
    expect((await client.post('/products', { name: 'ball' })).status).toBe(201);
    expect(await client.count('/products')).toBe(1);
  });

  it('must have them in a PUT too', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', box: { width: 3 } });
    const { status, body } = await client.put(path, { name: 'ball', box: { height: 4 } }, { 'if-match': etag });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ box: { width: 'required field' } });
    expect((await client.get(path)).body).toMatchObject({ box: { width: 3 }, _etag: etag });
  });

  it('is told apart from others by its members in PATCH: the valid ones of an invalid one are not kept', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', box: { width: 3, height: 4 } });
    const { status, body } = await client.patch(path, { box: { width: 5, height: 0 } }, { 'if-match': etag });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ box: { height: 'min value is 1' } });
    expect((await client.get(path)).body).toMatchObject({ box: { width: 3, height: 4 }, _etag: etag });
  });

  it('is expanded from dotted names in a POST', async () => {
    const { status, body } = await client.post('/products', { name: 'ball', 'box.width': 3 });
    expect(status).toBe(201);
    expect((await client.get(`/products/${body._id}`)).body['box']).toMatchObject({ width: 3 });
  });
});
