import mongoose from 'mongoose';
import { LOSSLESS_VALUES } from '../../src/common/bson/lossless-reading.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Code } = mongoose.mongo;

const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT', 'DELETE'],
  DOMAIN: {
    any: {
      allow_unknown: true,
      schema: {
        d: { type: 'dict' },
        n: { type: 'integer' },
        ref: { type: 'objectid', data_relation: { resource: 'any', embeddable: true } },
      },
    },
  },
};

/** JSON.parse makes a member of `__proto__`, which a literal does not. */
const PROTO = JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as object;

/** Documents of other programs, whose names mean something to JavaScript, to JSON or to the driver. */
const FOREIGN: readonly (readonly [string, object])[] = [
  ['a mark of an ObjectId', { d: { _bsontype: 'ObjectId', id: 'x' } }],
  ['a mark of nothing', { d: { _bsontype: 5 } }],
  ['a mark in a list', { d: { list: [[{ _bsontype: 'Long', low: 1, high: 2 }]] } }],
  ['a mark of its own', { _bsontype: 'Binary', d: { a: 1 } }],
  ['a mark beside real values', { d: { _bsontype: 'Date', at: new Date(0), re: /a/i } }],
  ['a mark in the scope of code', { d: { code: new Code('x', { _bsontype: 'ObjectId' }) } }],
  [
    'lists that the driver may take for bytes',
    { d: { constructor: [{}], toString: [1], hasOwnProperty: [[]] }, valueOf: ['x'] },
  ],
  ['a prototype', { d: PROTO }],
  ['methods', { d: { toJSON: 1, toString: 2, valueOf: null, then: 'x', toBSON: 3, constructor: null, length: -1 } }],
  ['methods of its own', { toJSON: 1, toString: 2, valueOf: null, then: 'x', constructor: { name: 5 }, length: -1 }],
];

describe('a document of another program, with names that mean something to others', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'any').deleteMany({});
  });
  afterAll(() => service.stop());

  /** As pymongo stores it: the driver takes no such object. */
  async function store(document: object): Promise<string> {
    const id = new mongoose.Types.ObjectId();
    await storedIn(service, 'any').insertOne(toMap({ ...document, _id: id, n: 1 }) as object);
    return `/any/${id.toHexString()}`;
  }

  async function stored(): Promise<unknown> {
    const [found] = await storedIn(service, 'any').find({}, LOSSLESS_VALUES).toArray();
    return found;
  }

  it.each(FOREIGN)('is read, sorted, filtered and embedded: %s', async (_what, document) => {
    const path = await store(document);
    const id = path.slice(-24);
    await storedIn(service, 'any').insertOne({ n: 0, ref: new mongoose.Types.ObjectId(id) });

    const item = await client.get(path);
    expect(item.status).toBe(200);
    expect((await client.get(path, { 'if-none-match': `"${item.body._etag}"` })).status).toBe(304);
    const list = await client.get(`/any${query({ sort: '-n,d._bsontype,constructor,_bsontype' })}`);
    expect(list.body._items[0]?._etag).toBe(item.body._etag);
    expect(list.body._items[0]?.['d']).toEqual(item.body['d']);
    const embedding = await client.get(`/any${query({ embedded: '{"ref":1}', where: '{"n":0}' })}`);
    expect((embedding.body._items[0]?.['ref'] as typeof item.body)['d']).toEqual(item.body['d']);
    for (const url of [path, '/any']) {
      const xml = await client.get(url, { accept: 'application/xml' });
      expect([xml.status, xml.headers.get('content-type')]).toEqual([200, expect.stringContaining('xml')]);
    }
    const part = await client.get(`/any${query({ projection: '{"_bsontype":1,"constructor":1}' })}`);
    expect(part.status).toBe(200);
  });

  it.each<[unknown]>([
    [{ toString: 1, valueOf: 2 }],
    [{ _bsontype: 'ObjectId' }],
    [[{ toString: null }]],
    [{ constructor: 1 }],
  ])('may have %j for an id, a reference and what the service writes itself', async (value) => {
    const odd = { _id: value, ref: value, _etag: value, _created: value, _updated: value };
    if (!Array.isArray(value)) await storedIn(service, 'any').insertOne(toMap(odd) as object);
    const path = await store({ ...odd, _id: undefined });

    expect((await client.get(path)).status).toBe(200);
    const list = await client.get(`/any${query({ embedded: '{"ref":1}' })}`);
    expect([list.status, list.body._meta.total]).toEqual([200, Array.isArray(value) ? 1 : 2]);
    const { status, body } = await client.patch(path, { n: 2 }, { 'if-match': '*' });
    expect([status, body]).toEqual([200, expect.objectContaining({ _status: 'OK' })]);
    expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204);
    expect((await client.delete('/any')).status).toBe(204);
  });

  it('shows such a member as any other', async () => {
    const path = await store({ d: { _bsontype: 'ObjectId', id: 'x', constructor: { a: 1 } } });

    expect((await client.get(path)).body['d']).toEqual({ _bsontype: 'ObjectId', id: 'x', constructor: { a: 1 } });
    const lists = { constructor: [{ a: 1 }], toString: ['x'] };
    expect((await client.get(await store({ d: lists }))).body['d']).toEqual(lists);
    const { text } = await client.get(await store({ d: PROTO }));
    expect(text).toContain('"d":{"__proto__":{"a":1},"b":2}');
  });

  it.each(FOREIGN)('keeps what a PATCH does not name, and can be replaced and deleted: %s', async (_what, document) => {
    const path = await store(document);
    const before = await stored();

    const patched = await client.patch(path, { n: 7 }, { 'if-match': '*' });

    expect(patched.status).toBe(200);
    const kept = { ...(before as object), n: 7 };
    expect(await stored()).toMatchObject(kept);
    expect((await client.get(path)).body._etag).toBe(patched.body._etag);
    expect((await client.patch(path, { d: { more: 1 } }, { 'if-match': `"${patched.body._etag}"` })).status).toBe(200);
    expect((await client.put(path, { n: 8 }, { 'if-match': '*' })).status).toBe(200);
    expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204);
    expect(await stored()).toBeUndefined();
  });

  it.each([
    '{"d":{"_bsontype":"ObjectId","id":"x"}}',
    '{"d._bsontype":"ObjectId"}',
    '{"d":{"$in":[{"_bsontype":"ObjectId","id":"x"}]}}',
  ])('is found by %s', async (where) => {
    await store({ d: { _bsontype: 'ObjectId', id: 'x' } });
    await store({ d: { a: 1 } });

    const { status, body } = await client.get(`/any${query({ where })}`);

    expect([status, body._items.length]).toEqual([200, 1]);
  });

  it.each(['{"_bsontype":"Binary"}', '{"$or":[{"_bsontype":"Binary"}]}', '{"constructor":5}', '_bsontype == "Binary"'])(
    'is found by a member of its own: %s',
    async (where) => {
      await store({ _bsontype: 'Binary', constructor: 5 });
      await store({ d: { a: 1 } });

      const { status, body } = await client.get(`/any${query({ where })}`);

      expect([status, body._items.length]).toEqual([200, 1]);
    },
  );

  it.each([{ _bsontype: 'ObjectId' }, { d: { _bsontype: 'Long' } }, { d: [{ a: { _bsontype: 5 } }] }])(
    'is nothing that a client can write: %j',
    async (document) => {
      expect((await client.post('/any', document)).status).toBe(422);
      expect(await stored()).toBeUndefined();
    },
  );
});

function toMap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toMap);
  if (typeof value !== 'object' || value === null) return value;
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? new Map(Object.entries(value).map(([name, member]) => [name, toMap(member)])) : value;
}
