import { ProductsModule } from '../fixtures/products.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('a list', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    [{ tags: ['b', 'a', 'b'] }, { tags: ['b', 'a', 'b'] }],
    [{ tags: [] }, { tags: [] }],
    [{ ratings: [0] }, { ratings: [0] }],
    [{ ratings: ['5', 4] }, { ratings: [5, 4] }],
  ])('keeps order and repetition, its elements in their type: %j', async (sent, served) => {
    const { path } = await client.create('/products', { name: 'ball', ...sent });
    const { body } = await client.get(path);
    for (const [name, value] of Object.entries(served)) expect(body[name]).toEqual(value);
  });

  it('is not there when it was not sent', async () => {
    const { path } = await client.create('/products', { name: 'ball' });
    const { body } = await client.get(path);
    expect(body).not.toHaveProperty('tags');
    expect(body).not.toHaveProperty('ratings');
  });

  it('is replaced by PATCH, also by an empty one', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', tags: ['a', 'b'] });
    const first = await client.patch(path, { tags: ['c'] }, { 'if-match': etag });
    expect((await client.get(path)).body['tags']).toEqual(['c']);
    await client.patch(path, { tags: [] }, { 'if-match': first.body._etag });
    expect((await client.get(path)).body['tags']).toEqual([]);
  });
});
