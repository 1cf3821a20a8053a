import { ProductsModule } from '../fixtures/products.js';
import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PRODUCTS = [
  { name: 'c', stock: 1, box: { width: 5 } },
  { name: 'a', stock: 2, box: { width: 7 } },
  { name: 'B', stock: 2, box: { width: 6 } },
  { name: 'd', stock: 1 },
];

describe('sort', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule] });
    client = new Client(service.url);
    for (const product of PRODUCTS) await client.create('/products', product);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['name', 'Bacd'],
    ['-name', 'dcaB'],
    ['stock,name', 'cdBa'],
    ['-stock,-name', 'aBdc'],
    ['stock, -name', 'dcaB'],
    ['box.width', 'dcBa'],
    ['-box.width', 'aBcd'],
    ['-_id', 'dBac'],
    ['_created,_id', 'caBd'],
    ['stock', 'cdaB'],
    ['[("stock", 1), ("name", -1)]', 'dcaB'],
    ["[('name', -1)]", 'dcaB'],
    ['[["stock", -1], ["name", 1]]', 'Bacd'],
    ['{"name": -1}', 'dcaB'],
    ["{'stock': 1, 'name': 1}", 'cdBa'],
    ['', 'caBd'],
  ])('by %s gives %s', async (sort, names) => {
    const { status, body } = await client.get(`/products${query({ sort })}`);
    expect(status).toBe(200);
    expect(body._items.map(({ name }) => name).join('')).toBe(names);
  });

  it('holds over the pages', async () => {
    const names: unknown[] = [];
    for (const page of ['1', '2', '3', '4']) {
      const { body } = await client.get(`/products${query({ sort: '-stock', max_results: '1', page })}`);
      names.push(...body._items.map(({ name }) => name));
    }
    expect(names.join('')).toBe('aBcd');
  });

  it.each([
    '-',
    ',',
    'name,',
    'name desc',
    '[("name"',
    '[("name", 2)]',
    '[5]',
    '{"name": "up"}',
    '5',
    'nope',
    '-nope',
    '$where',
  ])('is rejected as %s', async (sort) => {
    const { status, body } = await client.get(`/products${query({ sort })}`);
    expect(status).toBe(400);
    expect(body._issues).toHaveProperty('sort');
    expect(body).not.toHaveProperty('_items');
  });
});
