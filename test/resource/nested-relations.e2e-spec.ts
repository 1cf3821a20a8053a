import { Client } from '../support/client.js';
import { commandsDuring, monitored } from '../support/command-log.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NOBODY = '0123456789abcdef01234567';
const missing = (value: string, field = '_id', resource = 'people'): string =>
  `value '${value}' must exist in resource '${resource}', field '${field}'.`;

const person = { type: 'objectid', data_relation: { resource: 'people' } };
const name = { type: 'string', data_relation: { resource: 'people', field: 'name' } };
const inHouse = { data_relation: { resource: 'houses' } };

const SCHEMA = {
  values: { type: 'dict', valuesrules: person },
  sub_values: { type: 'dict', valuesrules: { type: 'dict', schema: { by: person } } },
  list_values: { type: 'dict', valuesrules: { type: 'list', schema: person } },
  keys: { type: 'dict', keysrules: name },
  tuple: { type: 'list', items: [{ type: 'string' }, person] },
  lists: { type: 'list', schema: { type: 'list', schema: person } },
  list: { type: 'list', data_relation: { resource: 'people' }, schema: { type: 'objectid' } },
  either: { type: ['dict', 'string'], schema: { by: person } },
  free: { data_relation: { resource: 'people', field: 'name' } },
  any: { anyof: [name, { type: 'integer' }] },
  any_dict: {
    anyof: [
      { type: 'dict', schema: { by: person } },
      { type: 'list', schema: { type: 'dict', schema: { by: person } } },
    ],
  },
  any_of_two: { type: 'objectid', anyof: [{ data_relation: { resource: 'people' } }, inHouse] },
  all: { type: 'objectid', allof: [{ data_relation: { resource: 'people' } }, { nullable: false }] },
  one: { type: 'objectid', oneof: [{ data_relation: { resource: 'people' } }, inHouse] },
  none: { type: 'string', noneof: [{ data_relation: { resource: 'people', field: 'name' } }] },
  in_list: { type: 'list', schema: { anyof: [person, { type: 'integer' }] } },
};

describe('a data relation wherever a definition can stand', () => {
  let service: TestApp;
  let client: Client;
  let somebody: string;
  let house: string;

  beforeAll(async () => {
    service = await startTestApp({
      connectVia: monitored,
      domain: {
        RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
        ITEM_METHODS: ['GET', 'PUT', 'PATCH'],
        DOMAIN: {
          people: { schema: { name: { type: 'string' } } },
          houses: { schema: { name: { type: 'string' } } },
          works: { schema: SCHEMA },
        },
      },
    });
    client = new Client(service.url);
    ({ id: somebody } = await client.create('/people', { name: 'obama' }));
    ({ id: house } = await client.create('/houses', { name: 'ace' }));
  });
  afterEach(async () => {
    await client.delete('/works');
  });
  afterAll(async () => {
    await service.stop();
  });

  const filled = (sent: object): object =>
    JSON.parse(JSON.stringify(sent).replaceAll('SOMEBODY', somebody).replaceAll('HOUSE', house)) as object;

  it.each([
    { values: { a: 'SOMEBODY' } },
    { sub_values: { a: { by: 'SOMEBODY' }, b: {} } },
    { list_values: { a: ['SOMEBODY'], b: [] } },
    { keys: { obama: 1 } },
    { tuple: ['x', 'SOMEBODY'] },
    { lists: [['SOMEBODY'], []] },
    { list: ['SOMEBODY'] },
    { either: { by: 'SOMEBODY' } },
    { either: 'x' },
    { free: 'obama' },
    { any: 'obama' },
    { any: 5 },
    { any_dict: { by: 'SOMEBODY' } },
    { any_dict: [{ by: 'SOMEBODY' }, {}] },
    { any_of_two: 'SOMEBODY' },
    { any_of_two: 'HOUSE' },
    { all: 'SOMEBODY' },
    { one: 'HOUSE' },
    { none: 'biden' },
    { in_list: ['SOMEBODY', 5] },
  ])('takes what exists: %j', async (sent) => {
    const { path, etag } = await client.create('/works', {});
    expect((await client.post('/works', filled(sent))).status).toBe(201);
    expect((await client.patch(path, filled(sent), { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body).toMatchObject(filled(sent));
  });

  const none = 'no definitions validate';

  it.each<[object, object]>([
    [{ values: { a: 'SOMEBODY', b: NOBODY } }, { values: { b: missing(NOBODY) } }],
    [{ sub_values: { a: { by: NOBODY } } }, { sub_values: { a: { by: missing(NOBODY) } } }],
    [{ list_values: { a: ['SOMEBODY', NOBODY] } }, { list_values: { a: { 1: missing(NOBODY) } } }],
    [{ keys: { obama: 1, biden: 1 } }, { keys: { biden: missing('biden', 'name') } }],
    [{ tuple: ['x', NOBODY] }, { tuple: { 1: missing(NOBODY) } }],
    [{ lists: [['SOMEBODY', NOBODY]] }, { lists: { 0: { 1: missing(NOBODY) } } }],
    [{ list: ['SOMEBODY', NOBODY] }, { list: { 1: missing(NOBODY) } }],
    [{ either: { by: NOBODY } }, { either: { by: missing(NOBODY) } }],
    [{ free: { $in: [] } }, { free: [missing("{'$in': []}", 'name'), { $in: 'unknown field' }] }],
    [{ free: { name: 'obama' } }, { free: missing("{'name': 'obama'}", 'name') }],
    [
      { any: 'biden' },
      {
        any: [
          none,
          { 'anyof definition 0': missing('biden', 'name'), 'anyof definition 1': 'must be of integer type' },
        ],
      },
    ],
    [
      { any_dict: { by: NOBODY } },
      {
        any_dict: [
          none,
          { 'anyof definition 0': { by: missing(NOBODY) }, 'anyof definition 1': 'must be of list type' },
        ],
      },
    ],
    [
      { any_dict: [{ by: NOBODY }] },
      {
        any_dict: [
          none,
          { 'anyof definition 0': 'must be of dict type', 'anyof definition 1': { 0: { by: missing(NOBODY) } } },
        ],
      },
    ],
    [
      { any_of_two: NOBODY },
      {
        any_of_two: [
          none,
          { 'anyof definition 0': missing(NOBODY), 'anyof definition 1': missing(NOBODY, '_id', 'houses') },
        ],
      },
    ],
    [{ all: NOBODY }, { all: ["one or more definitions don't validate", { 'allof definition 0': missing(NOBODY) }] }],
    [
      { one: NOBODY },
      {
        one: [
          'none or more than one rule validate',
          { 'oneof definition 0': missing(NOBODY), 'oneof definition 1': missing(NOBODY, '_id', 'houses') },
        ],
      },
    ],
    [{ none: 'obama' }, { none: 'one or more definitions validate' }],
    [
      { in_list: [NOBODY] },
      {
        in_list: {
          0: [none, { 'anyof definition 0': missing(NOBODY), 'anyof definition 1': 'must be of integer type' }],
        },
      },
    ],
  ])('rejects what leads nowhere, in POST, PUT and PATCH: %j', async (sent, issues) => {
    const { path, etag } = await client.create('/works', {});
    for (const answer of [
      await client.post('/works', filled(sent)),
      await client.put(path, filled(sent), { 'if-match': etag }),
      await client.patch(path, filled(sent), { 'if-match': etag }),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.body._issues).toEqual(issues);
    }
  });

  it('costs one query a relation, however many documents and values', async () => {
    const work = filled({
      values: { a: 'SOMEBODY', b: 'SOMEBODY' },
      keys: { obama: 1 },
      any_of_two: 'HOUSE',
      in_list: ['SOMEBODY', 5, 'SOMEBODY'],
    });
    const commands = await commandsDuring(service, () =>
      client.post(
        '/works',
        Array.from({ length: 25 }, () => work),
      ),
    );
    const looked = commands.filter(({ name: command }) => command === 'distinct').map(({ collection }) => collection);
    expect(looked.toSorted()).toEqual(['houses', 'people', 'people', 'people', 'people']);
  });
});
