import { ProductsModule } from '../fixtures/products.js';
import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { textWith } from '../support/wire.js';

const MAKER = '0123456789abcdef01234567';
const PRODUCTS = [
  { name: 'ball', price: 5, stock: 10, active: true, tags: ['red', 'toy'], released: 'Wed, 01 Jan 2020 00:00:00 GMT' },
  { name: 'bat', price: 20.5, stock: 0, active: false, tags: ['toy'], box: { width: 3, height: 90 }, maker: MAKER },
  { name: 'cap', price: 12, stock: 3, tags: [], ratings: [5, 4], released: 'Fri, 01 Jan 2021 12:00:00 GMT' },
  { name: 'dart, "steel"', price: 3, stock: 500, box: { width: 9, unit: 'in' }, note: null },
];

describe('where', () => {
  let service: TestApp;
  let client: Client;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule] });
    client = new Client(service.url);
    for (const product of PRODUCTS) ids.set(product.name, (await client.create('/products', product)).id);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each<[string | object, readonly string[]]>([
    ['{}', ['ball', 'bat', 'cap', 'dart, "steel"']],
    [{ name: 'bat' }, ['bat']],
    [{ name: 'dart, "steel"' }, ['dart, "steel"']],
    [{ name: 'nobody' }, []],
    [{ name: { $in: ['ball', 'cap'] } }, ['ball', 'cap']],
    [{ name: { $nin: ['ball', 'cap'] } }, ['bat', 'dart, "steel"']],
    [{ price: { $lt: 12 } }, ['ball', 'dart, "steel"']],
    [{ price: { $gte: 5, $lte: 12 } }, ['ball', 'cap']],
    [{ price: 20.5, stock: 0 }, ['bat']],
    [{ stock: '10' }, ['ball']],
    [{ active: false }, ['bat']],
    [{ name: { $ne: 'ball' }, price: { $gt: 4 } }, ['bat', 'cap']],
    [{ $or: [{ name: 'ball' }, { stock: { $gt: 100 } }] }, ['ball', 'dart, "steel"']],
    [{ $and: [{ price: { $gt: 4 } }, { price: { $lt: 15 } }] }, ['ball', 'cap']],
    [{ $nor: [{ name: 'ball' }, { name: 'bat' }] }, ['cap', 'dart, "steel"']],
    [{ price: { $not: { $gt: 4 } } }, ['dart, "steel"']],
    [{ 'box.width': 3 }, ['bat']],
    [{ 'box.width': { $gt: 3 }, 'box.unit': 'in' }, ['dart, "steel"']],
    [{ box: { $exists: false } }, ['ball', 'cap']],
    [{ tags: 'toy' }, ['ball', 'bat']],
    [{ tags: { $all: ['toy', 'red'] } }, ['ball']],
    [{ tags: { $size: 0 } }, ['cap']],
    [{ ratings: { $elemMatch: { $gt: 4 } } }, ['cap']],
    [{ note: null, box: { $exists: true }, maker: { $exists: false } }, ['dart, "steel"']],
    [{ stock: { $mod: [3, 0] } }, ['bat', 'cap']],
    [{ maker: MAKER }, ['bat']],
    [{ released: 'Wed, 01 Jan 2020 00:00:00 GMT' }, ['ball']],
    [{ released: { $gt: 'Thu, 02 Jan 2020 00:00:00 GMT' } }, ['cap']],
    [{ released: { $gte: '2020-01-01T00:00:00Z', $lt: '2021-01-01' } }, ['ball']],
    [{ _created: { $gt: 'Wed, 01 Jan 2020 00:00:00 GMT' } }, ['ball', 'bat', 'cap', 'dart, "steel"']],
    [{ _updated: { $lt: 'Wed, 01 Jan 2020 00:00:00 GMT' } }, []],
    ['name == "bat"', ['bat']],
    ["name == 'bat'", ['bat']],
    ['price < 12', ['ball', 'dart, "steel"']],
    ['price >= 5 and price <= 12', ['ball', 'cap']],
    ['name == "ball" or stock > 100', ['ball', 'dart, "steel"']],
    ['(name == "ball" or name == "bat") and active != True', ['bat']],
    ['box.width == 3', ['bat']],
    ['price == -1', []],
    ['price > -1 and stock == 0', ['bat']],
    [`maker == ObjectId("${MAKER}")`, ['bat']],
    ['released > datetime(2020, 6, 1)', ['cap']],
    ['name in ["ball", "cap"]', ['ball', 'cap']],
    ['3 < price < 20', ['ball', 'cap']],
  ])('finds by %j', async (where, names) => {
    const text = typeof where === 'string' ? where : JSON.stringify(where);
    const { status, headers, body } = await client.get(`/products${query({ where: text })}`);
    expect(status).toBe(200);
    expect(body._items.map(({ name }) => name)).toEqual(names);
    expect(body._meta.total).toBe(names.length);
    expect(headers.get('x-total-count')).toBe(String(names.length));
  });

  it('finds by id, in both syntaxes', async () => {
    const id = ids.get('cap') ?? '';
    for (const where of [
      `{"_id":"${id}"}`,
      `{"_id":{"$in":["${id}"]}}`,
      `_id == "${id}"`,
      `_id == ObjectId("${id}")`,
    ]) {
      const { body } = await client.get(`/products${query({ where })}`);
      expect(body._items).toMatchObject([{ _id: id, name: 'cap' }]);
    }
  });

  it('counts what matches beyond the page', async () => {
    const { headers, body } = await client.get(`/products${query({ where: '{"price":{"$gt":1}}', max_results: '1' })}`);
    expect(body._items).toHaveLength(1);
    expect(headers.get('x-total-count')).toBe('4');
  });

  it.each<[string, string]>([
    ['{', 'where'],
    ['[]', 'where'],
    ['[{"name":"ball"}]', 'where'],
    ['{"nope":1}', 'nope'],
    ['{"box.depth":1}', 'box.depth'],
    ['{"name":{"$foo":1}}', '$foo'],
    ['{"$foo":[]}', '$foo'],
    ['{"$where":"sleep(1000)"}', '$where'],
    ['{"name":{"$regex":"^b"}}', '$regex'],
    ['{"$or":[{"name":{"$regex":"^b"}}]}', '$regex'],
    ['{"$or":{}}', '$or'],
    ['{"$or":[]}', '$or'],
    ['{"$and":"x"}', '$and'],
    ['{"price":{"$in":5}}', '$in'],
    ['{"price":"cheap"}', 'price'],
    ['{"stock":{"$gt":"many"}}', 'stock'],
    ['{"_id":"abc"}', '_id'],
    ['{"released":"yesterday"}', 'released'],
    ['{"__proto__":{"name":"ball"}}', 'where'],
    ['name', 'where'],
    ['name =', 'where'],
    ['name == ball', 'ball'],
    ['nope == 1', 'nope'],
    ['5', 'where'],
    ['null', 'where'],
    ['"ball"', 'where'],
    ['__import__("os").system("true")', 'where'],
    ['name == "ball" and', 'where'],
  ])('rejects %s and says why', async (where, named) => {
    const { status, headers, body } = await client.get(`/products${query({ where })}`);
    expect(status).toBe(400);
    expect(headers.has('x-total-count')).toBe(false);
    expect(body).toMatchObject({ _status: 'ERR', _error: { code: 400, message: textWith(named) } });
    expect(body._issues).toHaveProperty('where');
    expect(body).not.toHaveProperty('_items');
  });

  it('without a value finds everything', async () => {
    expect((await client.get('/products?where=')).body._meta.total).toBe(4);
  });

  it('is rejected where it is said twice', async () => {
    expect((await client.get('/products?where={"stock":0}&where={"stock":3}')).status).toBe(400);
  });

  it.each([
    ['filter', 'where'],
    ['q', 'where'],
    ['limit', 'max_results'],
    ['per_page', 'max_results'],
    ['order', 'sort'],
    ['order_by', 'sort'],
    ['fields', 'projection'],
    ['offset', 'page'],
    ['wher', 'where'],
    ['max-results', 'max_results'],
  ])('is not silently absent when a client says %s', async (typo, meant) => {
    const { status, body } = await client.get(`/products?${typo}=1`);
    expect(status).toBe(400);
    expect(body._error.message).toContain(typo);
    expect(body._error.message).toContain(meant);
    expect(body._issues).toHaveProperty([typo]);
  });

  it('is named to a client that filters by the name of a field', async () => {
    const { status, body } = await client.get('/products?name=ball');
    expect(status).toBe(400);
    expect(body._error.message).toContain('where');
  });
});
