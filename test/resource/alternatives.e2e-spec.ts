import mongoose from 'mongoose';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { ObjectId } = mongoose.Types;
const HEX = '5f0000000000000000000001';
const ID = new ObjectId(HEX);
const DAY = '2020-01-01T00:00:00Z';
const DATE = new Date(DAY);

const date = { type: 'datetime' };
const id = { type: 'objectid' };
const kind = (name: string, rules: object): object => ({
  type: 'dict',
  schema: { kind: { type: 'string', allowed: [name], required: true }, ref: rules },
});

const TWO = {
  anyof: [
    { type: 'dict', schema: { a: { type: 'integer' } } },
    { type: 'dict', schema: { b: { type: 'integer' } } },
  ],
};

const SCHEMA = {
  dict: { anyof: [{ type: 'dict', schema: { when: date } }, { type: 'integer' }] },
  list: { anyof: [{ type: 'list', schema: id }, { type: 'integer' }] },
  tuple: { anyof: [{ type: 'list', items: [id, date] }, { type: 'integer' }] },
  values: { anyof: [{ type: 'dict', valuesrules: date }, { type: 'integer' }] },
  short: { anyof: [id, { type: 'string', maxlength: 3 }] },
  text_first: { anyof: [{ type: 'string' }, id] },
  dates: { type: 'list', anyof_schema: [date, { type: 'integer' }] },
  texts: { type: 'list', anyof: [{ schema: id }, { schema: { type: 'string' } }] },
  one: { type: 'dict', oneof: [{ schema: { a: id } }, { schema: { b: date } }] },
  all: { type: 'dict', allof: [{ schema: { a: id, b: date } }, { minlength: 1 }] },
  elements: { type: 'list', schema: { anyof: [{ type: 'dict', schema: { a: id } }, { type: 'string' }] } },
  members: { type: 'dict', valuesrules: { anyof: [{ type: 'dict', schema: { a: id } }, date] } },
  kinds: { anyof: [kind('id', id), kind('text', { type: 'string' }), kind('date', date)] },
  deep: { anyof: [{ type: 'dict', schema: { in: { anyof: [kind('id', id), kind('text', { type: 'string' })] } } }] },
  either: { anyof: [{ type: 'integer' }, { type: 'boolean' }] },
  number: {
    anyof: [
      { type: 'integer', min: 5 },
      { type: 'string', allowed: ['1'] },
    ],
  },
  sized: { type: 'dict', minlength: 2, maxlength: 2 },
  two: TWO,
  in: { type: 'dict', schema: { two: TWO } },
  nothing: { noneof: [{ type: 'integer' }] },
  null: { anyof: [{ type: 'dict', schema: { a: date, b: { type: 'datetime', nullable: true } } }, { type: 'string' }] },
};

describe('alternatives', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({
      domain: {
        RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
        ITEM_METHODS: ['GET', 'PUT', 'PATCH'],
        DOMAIN: { things: { schema: SCHEMA } },
      },
    });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'things').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each<[object, object]>([
    [{ dict: { when: DAY } }, { dict: { when: DATE } }],
    [{ dict: '5' }, { dict: 5 }],
    [{ list: [HEX] }, { list: [ID] }],
    [{ tuple: [HEX, DAY] }, { tuple: [ID, DATE] }],
    [{ values: { x: DAY } }, { values: { x: DATE } }],
    [{ short: HEX }, { short: ID }],
    [{ short: 'abc' }, { short: 'abc' }],
    [{ text_first: HEX }, { text_first: ID }],
    [{ dates: [DAY] }, { dates: [DATE] }],
    [{ dates: ['5'] }, { dates: [5] }],
    [{ texts: [HEX] }, { texts: [ID] }],
    [{ texts: [HEX, 'x'] }, { texts: [HEX, 'x'] }],
    [{ one: { b: DAY } }, { one: { b: DATE } }],
    [{ all: { a: HEX, b: DAY } }, { all: { a: ID, b: DATE } }],
    [{ elements: [{ a: HEX }, 'x'] }, { elements: [{ a: ID }, 'x'] }],
    [{ members: { x: { a: HEX }, y: DAY } }, { members: { x: { a: ID }, y: DATE } }],
    [{ kinds: { kind: 'id', ref: HEX } }, { kinds: { kind: 'id', ref: ID } }],
    [{ kinds: { kind: 'text', ref: HEX } }, { kinds: { kind: 'text', ref: HEX } }],
    [{ kinds: { kind: 'date', ref: DAY } }, { kinds: { kind: 'date', ref: DATE } }],
    [{ deep: { in: { kind: 'text', ref: HEX } } }, { deep: { in: { kind: 'text', ref: HEX } } }],
    [{ either: 1 }, { either: 1 }],
    [{ either: true }, { either: true }],
    [{ number: '1' }, { number: '1' }],
    [{ number: '7' }, { number: 7 }],
    [{ nothing: '5' }, { nothing: '5' }],
    [{ null: { b: null } }, { null: { b: null } }],
  ])('take and cast %j, in POST, PUT and PATCH', async (sent, stored) => {
    const { path, etag } = await client.create('/things', sent);
    const { status, body } = await client.put(path, sent, { 'if-match': etag });
    expect(status).toBe(200);
    const other = await client.create('/things', {});
    const patched = await client.patch(other.path, sent, { 'if-match': other.etag });
    expect([patched.status, body._status]).toEqual([200, 'OK']);
    const documents = await storedIn(service, 'things').find({}).toArray();
    for (const document of documents) expect(document).toMatchObject(stored);
    const [name = '', value] = Object.entries<unknown>({ ...sent })[0] ?? [];
    const found = await client.get(`/things?where=${encodeURIComponent(JSON.stringify({ [name]: value }))}`);
    if (typeof value === 'string') expect(found.body._items).toHaveLength(2);
  });

  const none = 'no definitions validate';

  it.each<[object, object]>([
    [
      { dict: { when: 'soon' } },
      {
        dict: [
          none,
          {
            'anyof definition 0': { when: 'must be of datetime type' },
            'anyof definition 1': 'must be of integer type',
          },
        ],
      },
    ],
    [
      { dict: { when: DAY, who: 1 } },
      {
        dict: [
          none,
          { 'anyof definition 0': { who: 'unknown field' }, 'anyof definition 1': 'must be of integer type' },
        ],
      },
    ],
    [
      { null: { a: null } },
      {
        null: [
          none,
          { 'anyof definition 0': { a: 'null value not allowed' }, 'anyof definition 1': 'must be of string type' },
        ],
      },
    ],
    [
      { dates: [DAY, 5] },
      {
        dates: [
          none,
          {
            'anyof definition 0': { 1: 'must be of datetime type' },
            'anyof definition 1': { 0: 'must be of integer type' },
          },
        ],
      },
    ],
  ])('reject %j and say why', async (sent, issues) => {
    const { status, body } = await client.post('/things', sent);
    expect(status).toBe(422);
    expect(body._issues).toEqual(issues);
  });

  it.each<[object, object, object]>([
    [{ kinds: { kind: 'text', ref: 'x' } }, { kinds: { ref: HEX } }, { kinds: { kind: 'text', ref: HEX } }],
    [{ two: { a: 1 } }, { two: { a: 2 } }, { two: { a: 2 } }],
    [{ sized: { a: 1, b: 2 } }, { sized: { b: 3 } }, { sized: { a: 1, b: 3 } }],
    [{ sized: { a: 1, b: 2 } }, { 'sized.b': 3 }, { sized: { a: 1, b: 3 } }],
  ])('validate a sub-document as it is after a PATCH: %j takes %j', async (stored, sent, after) => {
    const { path, etag } = await client.create('/things', stored);
    const { status, body } = await client.patch(path, sent, { 'if-match': etag });
    expect([status, body._issues]).toEqual([200, undefined]);
    expect((await client.get(path)).body).toMatchObject(after);
  });

  it.each<[object, object, unknown]>([
    [{ sized: { a: 1, b: 2 } }, { sized: { c: 3 } }, 'max length is 2'],
    [{ sized: { a: 1, b: 2 } }, { 'sized.c': 3 }, 'max length is 2'],
    [
      { two: { a: 1 } },
      { two: { b: 1 } },
      [none, { 'anyof definition 0': { b: 'unknown field' }, 'anyof definition 1': { a: 'unknown field' } }],
    ],
    [
      { in: { two: { a: 1 } } },
      { in: { two: { b: 1 } } },
      {
        two: [none, { 'anyof definition 0': { b: 'unknown field' }, 'anyof definition 1': { a: 'unknown field' } }],
      },
    ],
  ])('validate a sub-document as it is after a PATCH: %j does not take %j', async (stored, sent, issue) => {
    const { path, etag } = await client.create('/things', stored);
    const { status, body } = await client.patch(path, sent, { 'if-match': etag });
    expect([status, Object.values(body._issues)]).toEqual([422, [issue]]);
    expect((await client.get(path)).body).toMatchObject(stored);
  });
});
