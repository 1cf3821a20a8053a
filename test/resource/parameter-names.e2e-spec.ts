import { PostsModule } from '../fixtures/posts.js';
import { ProductsModule } from '../fixtures/products.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NAMES = {
  QUERY_WHERE: 'filter',
  QUERY_SORT: 'order',
  QUERY_PROJECTION: 'fields',
  QUERY_PAGE: 'p',
  QUERY_MAX_RESULTS: 'size',
  QUERY_AGGREGATION: 'values',
};

describe('renamed query parameters', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule, PostsModule], environment: NAMES });
    client = new Client(service.url);
    for (const name of ['a', 'b', 'c', 'd']) await client.create('/products', { name });
  });
  afterAll(async () => {
    await service.stop();
  });

  it('are understood, and repeated in links and _meta', async () => {
    const { status, body } = await client.get('/products?filter=name!="d"&order=-name&fields={"name":1}&size=1&p=2');
    const start = 'products?size=1&filter=name!="d"&order=-name';
    expect(status).toBe(200);
    expect(body._items.map(({ name }) => name)).toEqual(['b']);
    expect(body._items[0]).not.toHaveProperty('stock');
    expect(body._meta).toEqual({ p: 2, size: 1, total: 3 });
    expect(body._links).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title: 'products', href: `${start}&p=2` },
      next: { title: 'next page', href: `${start}&p=3` },
      last: { title: 'last page', href: `${start}&p=3` },
      prev: { title: 'previous page', href: start },
    });
  });

  it('are named in rejections', async () => {
    const { status, body } = await client.get('/products?filter={"name":{"$foo":1}}');
    expect(status).toBe(400);
    expect(body._issues).toHaveProperty('filter');
  });

  it.each([
    ['where={}', 'where', 'filter'],
    ['sort=name', 'sort', 'order'],
    ['max_results=5', 'max_results', 'size'],
  ])('are asked for where a client writes %s', async (search, name, meant) => {
    const { status, body } = await client.get(`/products?${search}`);
    expect(status).toBe(400);
    expect(body._issues).toEqual({ [name]: `Unknown query parameter ${name}, did you mean ${meant}?` });
  });

  it('give values to an aggregation', async () => {
    const { body } = await client.get('/posts?values={"$valu":1}');
    expect(body._issues).toEqual({ values: 'Unknown parameter in values: $valu, did you mean $value?' });
    expect((await client.get('/posts?values={"$value":1}')).status).toBe(200);
  });
});

describe('settings of the whole service', () => {
  it('hold for a resource that says nothing', async () => {
    const environment = { VALIDATE_FILTERS: 'true', OPTIMIZE_PAGINATION_FOR_SPEED: 'true', ALLOWED_FILTERS: 'stock' };
    const strict = await startTestApp({ features: [ProductsModule], environment });
    try {
      const client = new Client(strict.url);
      await client.create('/products', { name: 'a', stock: 5 });
      const { headers, body } = await client.get('/products?where={"stock":5}');
      expect(headers.has('x-total-count')).toBe(false);
      expect(body._items).toHaveLength(1);
      const invalid = await client.get('/products?where={"stock":5000}');
      expect([invalid.status, invalid.body._error.message]).toEqual([400, "filter on 'stock' is invalid"]);
      const other = await client.get('/products?where={"name":"a"}');
      expect([other.status, other.body._error.message]).toEqual([400, "filter on 'name' not allowed"]);
    } finally {
      await strict.stop();
    }
  });
});
