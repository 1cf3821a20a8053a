import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DATASOURCE_KEYS } from '../../src/common/resource/domain/datasource-keys.js';
import { OTHER_SETTINGS, ROUTE_SETTINGS } from '../../src/common/resource/domain/global-settings.js';
import { RULE_NAMES } from '../../src/common/resource/domain/read-value.js';
import { RESOURCE_KEYS } from '../../src/common/resource/domain/resource-keys.js';
import { settingsOf } from '../../src/config/setting-definition.js';
import { Settings } from '../../src/config/settings.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Resource {
  readonly datasource: object;
  readonly schema: Readonly<Record<string, object>>;
}

const PATH = join(import.meta.dirname, '../fixtures/domain.yaml');
const DOCUMENT = parse(readFileSync(PATH, 'utf8')) as Readonly<Record<string, unknown>>;
const DOMAIN = DOCUMENT['DOMAIN'] as Readonly<Record<'contacts' | 'specimens', Resource>>;
const ONLY_PYTHON = ['check_with', 'validator', 'default_setter', 'rename_handler'];
const API = '/rest/v1';

describe('the fixture domain.yaml', () => {
  it('has every setting', () => {
    const known = [
      ...settingsOf(Settings).map(({ eveName }) => eveName),
      ...ROUTE_SETTINGS,
      ...Object.keys(OTHER_SETTINGS),
    ];
    const own = Object.keys(DOCUMENT).filter((name) => name !== 'DOMAIN');

    expect(own.toSorted()).toEqual(known.filter((name) => name !== 'DOMAIN_FILE').toSorted());
  });

  it('has no setting twice: what the service has itself is no longer another', () => {
    const own = settingsOf(Settings).map(({ eveName }) => eveName);

    expect(Object.keys(OTHER_SETTINGS).filter((name) => own.includes(name))).toEqual([]);
  });

  it('has every key of a resource', () => {
    const { contacts } = DOMAIN;

    expect(Object.keys(contacts).toSorted()).toEqual(Object.keys(RESOURCE_KEYS).toSorted());
    expect(Object.keys(contacts.datasource).toSorted()).toEqual(Object.keys(DATASOURCE_KEYS).toSorted());
  });

  it('has every rule of a field', () => {
    const fields = [...Object.values(DOMAIN.specimens.schema), ...Object.values(DOMAIN.contacts.schema)];
    const rules = new Set(fields.flatMap((field) => Object.keys(field)));

    expect(RULE_NAMES.filter((name) => !rules.has(name) && !ONLY_PYTHON.includes(name))).toEqual([]);
  });
});

describe('what a domain document says', () => {
  let app: TestApp;
  let client: Client;

  beforeAll(async () => {
    app = await startTestApp({ domain: PATH });
    client = new Client(app.url + API);
  });
  beforeEach(async () => {
    for (const name of ['people', 'specimens', 'companies']) await storedIn(app, name).deleteMany({});
  });
  afterAll(() => app.stop());

  it('decides the URLs, the home resource and the built-in resources beside it', async () => {
    const { body } = await client.get('/');

    expect(body).toEqual({
      _info: expect.objectContaining({ api_version: 'v1' }) as unknown,
      _links: {
        child: [
          { href: 'address/book', title: 'address book' },
          { href: 'ages', title: 'ages' },
          { href: 'companies', title: 'companies' },
          { href: 'specimens', title: 'specimens' },
          { href: 'estimations', title: 'estimations' },
          { href: 'datasets', title: 'datasets' },
          { href: 'models', title: 'models' },
          { href: 'jobs', title: 'jobs' },
          { href: 'schema', title: 'schema' },
        ],
      },
    });
    expect((await new Client(app.url).get('/companies')).status).toBe(404);
  });

  it('decides the names of parameters, and the size of pages', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await client.create('/companies', { name });

    const page = await client.get('/companies?order=-name&p=2');
    expect(page.body._items.map(({ name }) => name)).toEqual(['c', 'b']);
    expect((await client.get('/companies?n=50')).body._meta).toEqual({ p: 1, n: 4, total: 5 });
    expect((await client.get(`/companies${query({ filter: '{"name":{"$regex":"^a"}}' })}`)).body._items).toHaveLength(
      1,
    );
  });

  it('decides caching, CORS, overriding and the form of issues', async () => {
    const { headers } = await client.get('/companies', { origin: 'https://app.example.com' });

    expect(headers.get('cache-control')).toBe('max-age=7');
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toBe('ETag');
    expect((await client.post('/companies', { name: 5 })).body._issues).toEqual({ name: ['must be of string type'] });
    expect((await client.put(`/companies/${'0'.repeat(24)}`, { name: 'x' })).status).toBe(404);
    expect((await client.post('/companies', [{}, {}, {}, {}])).status).toBe(413);
  });

  it('decides where documents come from, what they show and in which order', async () => {
    const company = await client.create('/companies', { name: 'acme' });
    await client.create('/address/book', { ref: 'ABC', age: 5, note: 'x', employer: company.id, other: 1 });
    await client.create('/address/book', { ref: 'DEF', age: 7 });
    await storedIn(app, 'people').insertOne({ ref: 'GHI', kind: 'stranger' });

    const { body, headers } = await client.get('/address/book');
    expect(body._items).toMatchObject([{ ref: 'DEF' }, { ref: 'ABC', employer: { name: 'acme' } }]);
    expect(body._items[1]).not.toHaveProperty('note');
    expect(body._items[1]).not.toHaveProperty('other');
    expect(body._meta).toMatchObject({ n: 3 });
    expect(body._links['self']).toEqual({ title: 'address book', href: 'address/book' });
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('decides what an item is called and found by', async () => {
    const { id } = await client.create('/address/book', { ref: 'ABC' });

    const { status, body } = await client.get('/address/book/ABC');
    expect(status).toBe(200);
    expect(body._links['self']).toEqual({ title: 'contact', href: `address/book/${id}` });
    expect((await client.get('/secrets')).status).toBe(404);
  });

  it('decides the methods and the filters', async () => {
    expect((await client.delete('/address/book')).status).toBe(405);
    const { body } = await client.get(`/address/book${query({ filter: '{"kind":"x"}' })}`);
    expect(body._error.message).toContain("filter on 'kind' not allowed");
  });

  it('decides the indexes', async () => {
    const indexes = await storedIn(app, 'people').indexes();

    expect(indexes).toContainEqual(expect.objectContaining({ name: 'by_age', key: { age: -1 } }));
    expect(indexes).toContainEqual(expect.objectContaining({ name: 'by_note', key: { note: 1 }, sparse: true }));
    expect(indexes).toContainEqual(expect.objectContaining({ key: { ref: 1 }, unique: true }));
  });

  it('decides what is computed from a collection', async () => {
    for (const [ref, age] of Object.entries({ ABC: 5, DEF: 7 })) await client.create('/address/book', { ref, age });

    const { body } = await client.get(`/ages${query({ values: '{"$least":1}' })}`);
    expect(body._items).toEqual([{ _id: 'contact', oldest: 7 }]);
    expect((await client.post('/ages', {})).status).toBe(405);
  });

  it('decides how many documents come at once, and the name of their count', async () => {
    expect((await client.post('/address/book', [{ ref: 'ABC' }, { ref: 'DEF' }])).status).toBe(400);
    expect((await client.get('/address/book')).headers.get('x-contacts')).toBe('0');
  });

  it('is shown again by the schema endpoint', async () => {
    const { body } = await client.get('/schema/contacts');

    expect(body).toMatchObject({
      ref: { type: 'string', required: true, unique: true },
      kind: { type: 'string', default: 'contact' },
      employer: { type: 'objectid', data_relation: { resource: 'companies', field: '_id', embeddable: true } },
      _id: { type: 'objectid' },
    });
  });

  it.each<[string, unknown, unknown]>([
    ['several', true, "must be of ['string', 'integer'] type"],
    ['string', 'a', 'min length is 2'],
    ['string', 'abcde', 'max length is 4'],
    ['string', 'AB', "value does not match regex '[a-z]+'"],
    ['string', 'bad', 'unallowed value bad'],
    ['integer', 9, 'max value is 5'],
    [
      'integer',
      'x',
      ["field 'integer' cannot be coerced: invalid literal for int() with base 10: 'x'", 'must be of integer type'],
    ],
    ['datetime', '1999-12-31', 'min value is 2000-01-01 00:00:00'],
    ['objectid', 'f'.repeat(24), 'unallowed value ffffffffffffffffffffffff'],
    ['dict', { b: 'x' }, { a: ['required field'] }],
    ['map', { B: 1 }, { B: ["value does not match regex '[a-z]+'"] }],
    ['map', { b: 'x' }, { b: ['must be of integer type'] }],
    ['old_map', { b: 'x' }, { b: ['must be of integer type'] }],
    [
      'list',
      ['2020-02-03'],
      [
        'unallowed values (datetime.datetime(2020, 2, 3, 0, 0),)',
        'missing members {datetime.datetime(2020, 2, 2, 0, 0)}',
      ],
    ],
    ['tuple', ['a'], 'length of list should be 2, it is 1'],
    ['set', ['a', 'a'], 'must be of set type'],
    ['point', { type: 'Point' }, 'must be of point type'],
    ['allof', 0, ["one or more definitions don't validate", { 'allof definition 0': ['min value is 1'] }]],
    ['oneof', 5, 'none or more than one rule validate'],
    ['noneof', 6, 'one or more definitions validate'],
    [
      'anyof',
      5,
      [
        'no definitions validate',
        { 'anyof definition 0': ['must be of string type'], 'anyof definition 1': ['min value is 10'] },
      ],
    ],
    [
      'anyof_type',
      true,
      [
        'no definitions validate',
        { 'anyof definition 0': ['must be of string type'], 'anyof definition 1': ['must be of integer type'] },
      ],
    ],
    [
      'allof_regex',
      'az!',
      ["one or more definitions don't validate", { 'allof definition 1': ["value does not match regex '.*z'"] }],
    ],
    ['code', 'x', "field 'string' is required"],
    ['readonly', 'x', 'field is read-only'],
    ['nope', 'x', 'unknown field'],
  ])('validates %s: %j', async (field, value, issue) => {
    const { status, body } = await client.post('/specimens', { [field]: value });

    expect(status).toBe(422);
    expect(body._issues[field]).toEqual([issue].flat());
  });

  it('changes what is written: defaults, coercions, other names, unknown members', async () => {
    const { path } = await client.create('/specimens', {
      integer: '3',
      renamed: 'abc',
      float: '1.5',
      dict: { a: 'x', b: ' Y ', c: 1 },
      anyof: 'x',
    });

    expect((await client.get(path)).body).toMatchObject({
      integer: 3,
      string: 'abc',
      float: 1.5,
      dict: { a: 'X', b: 'y' },
      datetime: 'Thu, 27 Aug 2020 14:37:13 GMT',
    });
  });

  it.each(['mine', 'ours'])('keeps %s unique', async (field) => {
    await client.create('/specimens', { [field]: 'x' });

    const { body } = await client.post('/specimens', { [field]: 'x' });
    expect(body._issues[field]).toEqual(["value 'x' is not unique"]);
  });
});
