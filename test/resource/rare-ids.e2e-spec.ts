import mongoose from 'mongoose';
import { EVERY_BSON_TYPE } from '../fixtures/every-bson-type.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Binary, Decimal128, Double, Long } = mongoose.mongo.BSON;

const TITLE = { title: { type: 'string' } };
const METHODS = { resource_methods: ['GET', 'POST'], item_methods: ['GET', 'PATCH', 'PUT', 'DELETE'] };
const DOMAIN = {
  IF_MATCH: false,
  DOMAIN: {
    foreign: { ...METHODS, schema: TITLE },
    texts: { ...METHODS, schema: { _id: { type: 'string' }, ...TITLE } },
    integers: { ...METHODS, schema: { _id: { type: 'integer' }, ...TITLE } },
    decimals: { ...METHODS, schema: { _id: { type: 'decimal' }, ...TITLE } },
    moments: { ...METHODS, schema: { _id: { type: 'datetime' }, ...TITLE } },
    binaries: { ...METHODS, schema: { _id: { type: ['boolean', 'float'] }, ...TITLE } },
    named: {
      ...METHODS,
      additional_lookup: { url: 'regex("[a-f0-9-]{36}")', field: 'title' },
      schema: TITLE,
    },
    slugs: { ...METHODS, item_lookup_field: 'slug', schema: { slug: { type: 'string' }, ...TITLE } },
    referring: {
      ...METHODS,
      allow_unknown: true,
      schema: { to: { data_relation: { resource: 'foreign', embeddable: true } } },
    },
  },
};

const A_UUID = '7d6f2d6e-5f0f-4f4e-9d5c-0e6f2c5a1b2c';

const members = (entries: readonly (readonly [string, unknown])[]): ReadonlyMap<string, unknown> => new Map(entries);
const everyday = (name: string): unknown => EVERY_BSON_TYPE.get(name);

/** Ids of every type that MongoDB takes for one, each with those that a careless look-up might take for it. */
const IDS: readonly (readonly [string, unknown])[] = [
  ...['nothing', 'yes', 'int', 'longest', 'half', 'minus_zero', 'decimal', 'date', 'ancient', 'never', 'far'].map((name) => [name, everyday(name)] as const), // prettier-ignore
  ...['long_ago', 'id', 'stamp', 'least', 'most', 'code', 'generic', 'old_uuid', 'uuid', 'regex', 'pcre', 'empty'].map((name) => [name, everyday(name)] as const), // prettier-ignore
  ['a double', new Double(1)],
  ['NaN', new Double(NaN)],
  ['infinity', new Double(Infinity)],
  ['minus infinity as a decimal', Decimal128.fromString('-Infinity')],
  ['a large double', new Double(1e300)],
  ['a long', Long.fromString('-9223372036854775808')],
  ['a small long', Long.fromNumber(6)],
  ['a text', 'abc'],
  ['another text', '^a.b'],
  ['a text that the pattern matches', 'axb'],
  ['a text of 24 digits', '0123456789abcdef01234567'],
  ['a text of a UUID', A_UUID],
  ['a text of extended JSON', '{"$numberInt":"5"}'],
  ['a text of broken extended JSON', '{"$numberInt":5'],
  ['a text of digits', '5'],
  ['a text with a slash', 'a/b'],
  ['a text with two lines', 'a\nb\u2028c'],
  ['an empty text', ''],
  ['a dot', '.'],
  ['false', false],
  ['a date with milliseconds', new Date(1)],
  ['a document', members([['b', new Double(1)], ['x', members([['9', Long.fromNumber(1)], ['y', 'x']])], ['a', null]])], // prettier-ignore
  ['a document with a date', members([['at', everyday('never')], ['to', everyday('stamp')]])], // prettier-ignore
  ['an own binary', new Binary(Buffer.from([255, 255, 255]), 128)],
];

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ domain: DOMAIN });
  client = new Client(service.url);
});
afterAll(async () => {
  await service.stop();
});

async function store(collection: string, id: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const document = new Map<string, unknown>([['_id', id], ...Object.entries(more)]);
  await storedIn(service, collection).insertOne(document); // the driver writes maps as documents
}

async function linkIn(collection: string, title: string): Promise<string> {
  const { status, body } = await client.get(`/${collection}${query({ where: JSON.stringify({ title }) })}`);
  expect([status, body._items.length]).toEqual([200, 1]);
  return `/${body._items[0]?._links['self']?.href}`;
}

describe.each(['foreign', 'texts', 'integers', 'decimals', 'moments', 'binaries', 'named'])(
  'The link to a document of %s',
  (collection) => {
    beforeAll(async () => {
      for (const [name, id] of IDS) await store(collection, id, { title: name, kept: new Double(1) });
    });

    async function rename(path: string, name: string, text: string): Promise<void> {
      const renamed = `${name} renamed`;
      const patched = await client.patch(path, { title: renamed });
      expect([patched.status, patched.body._links['self']?.href]).toEqual([200, path.slice(1)]);
      expect((await client.get(path)).body['title']).toBe(renamed);
      expect((await client.get(`${path}${query({ projection: '{"title":1}' })}`)).status).toBe(200);
      const titles = await storedIn(service, collection).distinct('title');
      expect(titles.filter((one) => String(one).endsWith('renamed'))).toEqual([renamed]);
      const again = await client.send('PATCH', path, {
        headers: { 'content-type': 'application/json' },
        body: `{"title":${JSON.stringify(name)},"_id":${/"_id":([^]*?),"title"/.exec(text)?.[1]}}`,
      });
      expect([again.status, again.text]).toEqual([200, expect.any(String)]);
    }

    it.each(IDS)('leads to it, whatever another program has put there for an id: %s', async (name, id) => {
      const path = await linkIn(collection, name);
      const { status, body, text } = await client.get(path);
      expect([path, status, body['title']]).toEqual([path, 200, name]);

      if (name !== 'NaN') await rename(path, name, text); // the engine for development changes no document with this id

      expect((await client.delete(path)).status).toBe(204);
      expect((await client.get(path)).status).toBe(404);
      const left = await storedIn(service, collection).distinct('title');
      expect(left).not.toContain(name);
      await store(collection, id, { title: name });
      expect(await storedIn(service, collection).countDocuments()).toBe(IDS.length);
    });

    it('is there for each of them, in the list', async () => {
      const { body } = await client.get(`/${collection}${query({ max_results: '100' })}`);
      const links = body._items.map(({ _links }) => _links['self']?.href);
      expect(new Set(links).size).toBe(IDS.length);
      expect(links).not.toContain(undefined);
    });
  },
);
