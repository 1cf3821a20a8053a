import { PeopleModule } from '../fixtures/people.js';
import { ProductsModule } from '../fixtures/products.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A field of a product, what is wrong with it, and what `_issues` says. */
const WRONG: readonly [string, Record<string, unknown>, Record<string, unknown>][] = [
  ['an unknown field', { nope: 1 }, { nope: 'unknown field' }],
  ['a server field', { _etag: 'x', _updated: 'x' }, { _etag: 'unknown field', _updated: 'unknown field' }],
  ['the links', { _links: {} }, { _links: 'unknown field' }],
  ['a name from Object.prototype', { toString: 1 }, { toString: 'unknown field' }],
  ['an operator', { $set: { name: 'x' } }, { $set: 'unknown field' }],
  ['a number for a string', { name: 5 }, { name: 'must be of string type' }],
  ['an object for a string', { name: { $ne: '' } }, { name: 'must be of string type' }],
  ['a text for an integer', { stock: 'x' }, { stock: 'must be of integer type' }],
  ['a fraction for an integer', { stock: 1.5 }, { stock: 'must be of integer type' }],
  ['a boolean for an integer', { stock: true }, { stock: 'must be of integer type' }],
  ['an integer beyond 64 bits', { stock: 2 ** 63 }, { stock: 'must be an integer of at most 64 bits' }],
  ['an empty text for an integer', { stock: '' }, { stock: 'must be of integer type' }],
  ['a text for a float', { price: 'cheap' }, { price: 'must be of float type' }],
  ['a list for a number', { balance: [1] }, { balance: 'must be of number type' }],
  ['a text for a boolean', { active: 'perhaps' }, { active: 'must be of boolean type' }],
  ['a text for a date', { released: 'yesterday' }, { released: 'must be of datetime type' }],
  ['a number for a date', { released: 5 }, { released: 'must be of datetime type' }],
  ['a date that is none', { released: '2020-13-45' }, { released: 'must be of datetime type' }],
  ['a text for an object id', { maker: 'x' }, { maker: 'must be of objectid type' }],
  ['a number below the least', { stock: -1 }, { stock: 'min value is 0' }],
  ['a number above the most', { stock: 1001 }, { stock: 'max value is 1000' }],
  ['a text too long', { name: 'x'.repeat(21) }, { name: 'max length is 20' }],
  ['an empty text', { name: '' }, { name: 'empty values not allowed' }],
  ['a text of white space, which is cut', { name: ' \t ' }, { name: 'empty values not allowed' }],
  ['null', { price: null }, { price: 'null value not allowed' }],
  ['null for a required field', { name: null }, { name: 'null value not allowed' }],
  ['a value that is not allowed', { condition: 'broken' }, { condition: 'unallowed value broken' }],
  ['a read-only field', { checked_by: 'me' }, { checked_by: 'field is read-only' }],
  ['a text for a list', { tags: 'a' }, { tags: 'must be of list type' }],
  ['an object for a list', { tags: { 0: 'a' } }, { tags: 'must be of list type' }],
  ['a list too long', { tags: ['a', 'b', 'c', 'd'] }, { tags: 'max length is 3' }],
  ['an empty list', { ratings: [] }, { ratings: 'empty values not allowed' }],
  ['a wrong element', { tags: ['a', 5] }, { tags: { 1: 'must be of string type' } }],
  ['wrong elements', { ratings: [-1, 1, 'x'] }, { ratings: { 0: 'min value is 0', 2: 'must be of integer type' } }],
  ['null in a list', { tags: [null] }, { tags: { 0: 'null value not allowed' } }],
  ['a text for a sub-document', { box: 'big' }, { box: 'must be of dict type' }],
  ['a list for a sub-document', { box: [] }, { box: 'must be of dict type' }],
  ['an unknown sub-field', { box: { width: 1, depth: 2 } }, { box: { depth: 'unknown field' } }],
  [
    'wrong sub-fields',
    { box: { width: 0, unit: 'mile' } },
    { box: { width: 'min value is 1', unit: 'unallowed value mile' } },
  ],
  ['null in a sub-document', { box: { width: null } }, { box: { width: 'null value not allowed' } }],
  [
    'several mistakes',
    { price: 'x', nope: 1, stock: -1 },
    { price: 'must be of float type', nope: 'unknown field', stock: 'min value is 0' },
  ],
];

describe('validation', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ProductsModule, PeopleModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'products').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(WRONG)('rejects %s in a POST', async (_what, wrong, issues) => {
    const { status, body } = await client.post('/products', { name: 'ball', ...wrong });
    expect(status).toBe(422);
    expect(body).toEqual({
      _status: 'ERR',
      _issues: issues,
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
    expect(await client.count('/products')).toBe(0);
  });

  it.each(WRONG)('rejects %s in PATCH and PUT, which change nothing', async (_what, wrong, issues) => {
    const { path, etag } = await client.create('/products', { name: 'ball', stock: 7, box: { width: 3 } });
    const before = await client.get(path);
    const patched = await client.patch(path, wrong, { 'if-match': etag });
    expect(patched.status).toBe(422);
    expect(patched.body).toEqual({ _status: 'ERR', _issues: issues });
    const replaced = await client.put(path, { name: 'bat', ...wrong }, { 'if-match': etag });
    expect(replaced.status).toBe(422);
    expect(replaced.body).toEqual({ _status: 'ERR', _issues: issues });
    expect((await client.get(path)).body).toEqual(before.body);
  });

  it('requires required fields in POST and PUT, not in PATCH', async () => {
    const rejected = await client.post('/products', { stock: 1 });
    expect(rejected.status).toBe(422);
    expect(rejected.body._issues).toEqual({ name: 'required field' });
    expect(await client.count('/products')).toBe(0);
    const { path, etag } = await client.create('/products', { name: 'ball' });
    const replaced = await client.put(path, { stock: 1 }, { 'if-match': etag });
    expect(replaced.status).toBe(422);
    expect(replaced.body).toEqual({ _status: 'ERR', _issues: { name: 'required field' } });
    expect((await client.patch(path, { stock: 1 }, { 'if-match': etag })).status).toBe(200);
  });

  it('reports every broken rule of a field', async () => {
    const { body } = await client.post('/people', { firstname: '', nope: 1, age: 'x', role: ['king'] });
    expect(body._issues).toEqual({
      age: 'must be of integer type',
      firstname: 'min length is 1',
      lastname: 'required field',
      nope: 'unknown field',
      role: { 0: 'unallowed value king' },
    });
  });

  it('reports what is wrong in a sub-document by its fields', async () => {
    const { body } = await client.post('/people', { lastname: 'x', location: { zip: 1, city: 3 } });
    expect(body._issues).toEqual({ location: { city: 'must be of string type', zip: 'unknown field' } });
  });

  it.each([
    ['an integer in digits', { stock: '7' }, { stock: 7 }],
    ['a whole number with a fraction of none', { stock: 7.0 }, { stock: 7 }],
    ['a float in digits', { price: '9.95' }, { price: 9.95 }],
    ['an integer for a float', { price: 9 }, { price: 9 }],
    ['true and false in words', { active: 'false' }, { active: false }],
    [
      'a date in RFC 1123',
      { released: 'Thu, 27 Aug 1970 14:37:13 GMT' },
      { released: 'Thu, 27 Aug 1970 14:37:13 GMT' },
    ],
    ['a date in ISO 8601', { released: '1970-08-27T16:37:13+02:00' }, { released: 'Thu, 27 Aug 1970 14:37:13 GMT' }],
    ['an object id in digits', { maker: '0123456789abcdef01234567' }, { maker: '0123456789abcdef01234567' }],
    ['white space around a text', { name: '  ball ' }, { name: 'ball' }],
    ['null where it is a value', { note: null }, { note: null }],
    ['an empty text where it is one', { note: '' }, { note: '' }],
    ['the limits themselves', { stock: 1000, balance: -1, name: 'x'.repeat(20) }, { stock: 1000, balance: -1 }],
    ['text of any script', { name: '雪の結晶 ❄ "\\' }, { name: '雪の結晶 ❄ "\\' }],
  ])('takes %s', async (_what, sent, served) => {
    const { path } = await client.create('/products', { name: 'ball', ...sent });
    expect((await client.get(path)).body).toMatchObject(served);
  });

  it('fills in defaults where a POST leaves a field out, and keeps what the client says', async () => {
    const bare = await client.create('/products', { name: 'ball' });
    expect((await client.get(bare.path)).body).toMatchObject({ name: 'ball', stock: 0, active: true });
    const own = await client.create('/products', { name: 'bat', stock: 5, active: false });
    expect((await client.get(own.path)).body).toMatchObject({ name: 'bat', stock: 5, active: false });
  });

  it('invents no fields', async () => {
    const { path } = await client.create('/products', { name: 'ball' });
    const { body } = await client.get(path);
    expect(Object.keys(body).toSorted()).toEqual(
      ['_created', '_etag', '_id', '_links', '_updated', 'active', 'name', 'stock'].toSorted(),
    );
  });
});
