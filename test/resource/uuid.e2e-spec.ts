import mongoose from 'mongoose';
import { DevicesModule } from '../fixtures/devices.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Binary, UUID } = mongoose.mongo;

const [FIRST, SECOND, THIRD] = [
  '00000000-6a0e-4d9b-9f57-1f6f0f2f7a11',
  '7f0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11',
  'ff0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11',
] as const;
const NOBODY = '11111111-1111-4111-8111-111111111111';

const RULES = { type: 'uuid' };
const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
  ITEM_METHODS: ['GET', 'PUT', 'PATCH', 'DELETE'],
  BANDWIDTH_SAVER: false,
  UPSERT_ON_PUT: true,
  IF_MATCH: true,
  SCHEMA_ENDPOINT: 'schema',
  DOMAIN: {
    devices: {
      schema: {
        _id: RULES,
        key: { type: 'uuid', unique: true },
        owner: { type: 'uuid', nullable: true },
        tags: { type: 'list', schema: RULES },
        part: { type: 'dict', schema: { serial: RULES } },
        parts: { type: 'dict', valuesrules: RULES },
        parent: { type: 'uuid', data_relation: { resource: 'devices', embeddable: true } },
        peers: { type: 'list', schema: { type: 'uuid', data_relation: { resource: 'devices', embeddable: true } } },
        mixed: { type: ['uuid', 'integer'] },
        any: {},
      },
    },
  },
};

describe.each([
  ['a decorated class', { features: [DevicesModule], environment: { SCHEMA_ENDPOINT: 'schema' } }],
  ['a domain document', { domain: DOMAIN }],
])('a UUID in %s', (_, options) => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp(options);
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'devices').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  const raw = async (): Promise<Readonly<Record<string, unknown>>> => {
    const found = await storedIn(service, 'devices').findOne({}, { promoteValues: false });
    return found ?? {};
  };
  const idsOf = async (parameters: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
    const { body } = await client.get(`/devices${query(parameters)}`);
    return body._items.map(({ _id }) => _id);
  };

  it('is 36 characters in JSON and binary data of subtype 4 in the database, at every place', async () => {
    const sent = {
      _id: FIRST,
      key: SECOND,
      owner: THIRD,
      tags: [FIRST, SECOND],
      part: { serial: FIRST },
      parts: { a: SECOND },
      mixed: THIRD,
    };
    const posted = await client.post('/devices', sent);
    expect([posted.status, posted.body]).toEqual([201, expect.objectContaining(sent)]);
    const stored = await raw();
    const part = stored['part'] as Readonly<Record<string, unknown>>;
    const parts = stored['parts'] as Readonly<Record<string, unknown>>;
    const tags = stored['tags'] as readonly unknown[];
    const values = [
      stored['_id'],
      stored['key'],
      stored['owner'],
      ...tags,
      part['serial'],
      parts['a'],
      stored['mixed'],
    ];
    expect(values.map((value) => value instanceof Binary && value.sub_type)).toEqual(Array(8).fill(4));
    expect(values.map((value) => (value as mongoose.mongo.Binary).toString('hex'))).toEqual(
      [FIRST, SECOND, THIRD, FIRST, SECOND, FIRST, SECOND, THIRD].map((text) => text.replaceAll('-', '')),
    );
    expect((await client.get(`/devices/${FIRST}`)).body).toMatchObject(sent);
    expect((await client.get('/devices')).body._items).toEqual([expect.objectContaining(sent)]);
    const xml = await client.get(`/devices/${FIRST}`, { accept: 'application/xml' });
    expect(xml.text).toContain(`<key>${SECOND}</key>`);
  });

  it('is an id, with the whole life of a document', async () => {
    const path = `/devices/${FIRST}`;
    const posted = await client.post('/devices', { _id: FIRST.toUpperCase() });
    expect([posted.status, posted.body._id, posted.headers.get('location')]).toEqual([201, FIRST, path]);
    expect(posted.body._links['self']?.href).toBe(path.slice(1));
    expect((await client.post('/devices', { _id: FIRST })).status).toBe(409);
    const { body } = await client.get('/devices');
    expect(body._items[0]?._links['self']?.href).toBe(path.slice(1));
    const patched = await client.patch(path, { key: SECOND }, { 'if-match': posted.body._etag });
    expect([patched.status, patched.body['key']]).toEqual([200, SECOND]);
    const put = await client.put(path, { _id: FIRST, key: THIRD }, { 'if-match': patched.body._etag });
    expect([put.status, put.body._id, put.body['key']]).toEqual([200, FIRST, THIRD]);
    expect((await client.put(path, { _id: SECOND }, { 'if-match': put.body._etag })).status).toBe(400);
    expect((await client.delete(path, { 'if-match': put.body._etag })).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.put(path, {})).status).toBe(201);
    expect((await raw())['_id']).toMatchObject({ sub_type: 4 });
    expect((await client.get('/devices/0123456789abcdef01234567')).status).toBe(404);
  });

  it('is made by the server where the client sends no id', async () => {
    const { status, body } = await client.post('/devices', {});
    expect([status, body._id]).toEqual([201, expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
    expect((await client.get(`/devices/${body._id}`)).status).toBe(200);
    expect((await raw())['_id']).toMatchObject({ sub_type: 4 });
  });

  it('is found by both syntaxes of where, and sorted by its bytes', async () => {
    await client.create('/devices', { _id: SECOND, tags: [FIRST], part: { serial: SECOND } });
    await client.create('/devices', { _id: THIRD, key: THIRD });
    await client.create('/devices', { _id: FIRST, key: FIRST, mixed: THIRD });
    expect(await idsOf({ where: JSON.stringify({ _id: SECOND }) })).toEqual([SECOND]);
    expect(await idsOf({ where: `_id == "${SECOND}"` })).toEqual([SECOND]);
    expect(await idsOf({ where: JSON.stringify({ tags: FIRST }) })).toEqual([SECOND]);
    expect(await idsOf({ where: JSON.stringify({ tags: [FIRST] }) })).toEqual([SECOND]);
    expect(await idsOf({ where: JSON.stringify({ 'part.serial': SECOND }) })).toEqual([SECOND]);
    expect(await idsOf({ where: JSON.stringify({ _id: { $in: [FIRST, THIRD] } }), sort: '-_id' })).toEqual([
      THIRD,
      FIRST,
    ]);
    expect(await idsOf({ where: JSON.stringify({ _id: { $gt: FIRST } }), sort: '_id' })).toEqual([SECOND, THIRD]);
    expect(await idsOf({ sort: '[("_id", 1)]' })).toEqual([FIRST, SECOND, THIRD]);
  });

  it.each([
    ['{"key":"x"}', 'where: key is a UUID (36 characters), not "x"'],
    ['{"tags":[5]}', 'where: tags is a UUID (36 characters), not 5'],
    ['key == 5', 'where: key is a UUID (36 characters), not 5'],
    ['{"key":{"$mod":[2,0]}}', "operator '$mod' is for a number, and key is of type uuid"],
  ])('is reported what is right where it is compared as in %s', async (where, message) => {
    const { status, body } = await client.get(`/devices${query({ where })}`);
    expect([status, body._error.message]).toEqual([400, message]);
  });

  it.each([
    ['x', 'must be of uuid type'],
    [5, 'must be of uuid type'],
    [FIRST.replaceAll('-', ''), 'must be of uuid type'],
    [{ $uuid: FIRST }, 'must be of uuid type'],
    [null, 'null value not allowed'],
    ['', 'null value not allowed'],
  ])('is rejected where it is %j', async (key, issue) => {
    const { status, body } = await client.post('/devices', { key, tags: ['x'], owner: '' });
    const { _issues } = body;
    expect([status, _issues]).toEqual([422, { key: issue, tags: { 0: 'must be of uuid type' } }]);
  });

  it('is unique', async () => {
    await client.create('/devices', { key: FIRST });
    const issue = { key: `value '${FIRST}' is not unique` };
    expect((await client.post('/devices', { key: FIRST })).body._issues).toEqual(issue);
    const { body } = await client.post('/devices', [{ key: SECOND }, { key: SECOND.toUpperCase() }]);
    expect(body._items[1]?._issues).toEqual({ key: `value '${SECOND}' is not unique` });
    expect((await client.post('/devices', { key: FIRST, tags: 5 })).body._issues).toMatchObject(issue);
  });

  it('refers to a document, which can be embedded', async () => {
    const missing = `value '${NOBODY}' must exist in resource 'devices', field '_id'.`;
    const { status, body } = await client.post('/devices', { parent: NOBODY, peers: [NOBODY] });
    expect([status, body._issues]).toEqual([422, { parent: missing, peers: { 0: missing } }]);
    await client.create('/devices', { _id: FIRST });
    await client.create('/devices', { _id: SECOND, parent: FIRST, peers: [FIRST, FIRST] });
    const item = await client.get(`/devices/${SECOND}${query({ embedded: '{"parent":1,"peers":1}' })}`);
    expect(item.body['parent']).toMatchObject({ _id: FIRST });
    expect(item.body['peers']).toMatchObject([{ _id: FIRST }, { _id: FIRST }]);
    const plain = await client.get(`/devices/${SECOND}`);
    expect(plain.body._links['related']).toMatchObject({ parent: { href: `devices/${FIRST}` } });
  });

  it('is described: in OpenAPI, and in Cerberus as its own type', async () => {
    const { body } = await client.get('/api/swagger.json');
    const text = JSON.stringify(body);
    expect(text).toContain('"key":{"type":"string","format":"uuid"');
    expect(text).toContain('"tags":{"type":"array","items":{"type":"string","format":"uuid"}}');
    const schema = await client.get('/schema/devices');
    expect(schema.body).toMatchObject({ _id: { type: 'uuid' }, key: { type: 'uuid', unique: true } });
  });

  it('is as it was in a field of any type: extended JSON, because nothing says what it is', async () => {
    const id = new UUID(FIRST);
    await storedIn(service, 'devices').insertOne({ _id: id as never, any: new UUID(SECOND), key: new UUID(THIRD) });
    const { body } = await client.get(`/devices/${FIRST}`);
    const any = { $binary: { base64: new UUID(SECOND).toString('base64'), subType: '04' } };
    expect(body).toMatchObject({ _id: FIRST, key: THIRD, any });
  });
});
