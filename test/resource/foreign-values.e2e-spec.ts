import mongoose from 'mongoose';
import { EVERY_BSON_TYPE } from '../fixtures/every-bson-type.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DOMAIN = {
  IF_MATCH: false,
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH'],
  DOMAIN: {
    foreign: { schema: { title: { type: 'string' } }, allow_unknown: true },
    stays: {
      schema: { d: { type: 'dict' }, when: { type: 'datetime' }, f: { type: 'float' }, i: { type: 'integer' } },
    },
  },
};

/** How each value is shown, as text of JSON. */
const SHOWN: Readonly<Record<string, string>> = {
  text: '"text"',
  nothing: 'null',
  int: '5',
  long: '5',
  longer: '1099511627776',
  longest: '9007199254740993',
  double: '1.0',
  large_double: '1099511627776.0',
  half: '0.5',
  nan: 'null',
  infinite: 'null',
  minus_zero: '-0.0',
  decimal: '"1.50"',
  decimal_nan: '"NaN"',
  date: '"Thu, 29 Feb 2024 12:30:45 GMT"',
  never: '{"$date":{"$numberLong":"9223372036854775807"}}',
  far: '{"$date":{"$numberLong":"8640000000000001"}}',
  long_ago: '{"$date":{"$numberLong":"-9000000000000000"}}',
  id: '"0123456789abcdef01234567"',
  stamp: '{"$timestamp":{"t":4000000000,"i":7}}',
  least: '{"$minKey":1}',
  most: '{"$maxKey":1}',
  code: '{"$code":"f()"}',
  generic: '"YWJj"',
  uuid: '{"$binary":{"base64":"fW8tbl8PT06dXA5vLFobLA==","subType":"04"}}',
  regex: '{"$regularExpression":{"pattern":"^a.b","options":"is"}}',
  pcre: '{"$regularExpression":{"pattern":"(?<year>\\\\d{4})(?i)x*+","options":"x"}}',
  numbered: '{"b":1,"10":2,"2":3,"a":4}',
};

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ domain: DOMAIN });
  client = new Client(service.url);
});
afterAll(async () => {
  await service.stop();
});

describe('A document with values of every type of BSON', () => {
  let path: string;

  beforeAll(async () => {
    const _id = new mongoose.Types.ObjectId();
    await storedIn(service, 'foreign').insertOne(new Map<string, unknown>([['_id', _id], ...EVERY_BSON_TYPE]));
    path = `/foreign/${_id.toHexString()}`;
  });

  it('shows each in one form, in items and in lists', async () => {
    const [item, list] = [await client.get(path), await client.get('/foreign')];
    expect([item.status, list.status]).toEqual([200, 200]);
    for (const [name, shown] of Object.entries(SHOWN)) {
      expect(item.text).toContain(`"${name}":${shown}`);
      expect(list.text).toContain(`"${name}":${shown}`);
    }
  });

  it('is pretty, sorted and XML too', async () => {
    const pretty = await client.get(`${path}?pretty`);
    expect(pretty.text).toContain(
      '"numbered": {\n        "b": 1,\n        "10": 2,\n        "2": 3,\n        "a": 4\n    }',
    );
    const { status, text } = await client.get(path, { accept: 'application/xml' });
    expect(status).toBe(200);
    expect(text).toContain('<double>1.0</double>');
    expect(text).toContain('<longest>9007199254740993</longest>');
    expect(text).toContain('<nan>None</nan>');
    expect(text).toContain('<_x0024_numberLong>9223372036854775807</_x0024_numberLong>');
  });

  it('is found by its large values', async () => {
    for (const where of ['{"longest":9007199254740993}', '{"double":1}', '{"large_double":1099511627776}'])
      expect((await client.get(`/foreign?where=${where}`)).body._items).toHaveLength(1);
    expect((await client.get('/foreign?where={"longest":9007199254740992}')).body._items).toHaveLength(0);
  });
});

describe('A declared field', () => {
  it('shows what another program stored in it, of whatever type', async () => {
    const _id = new mongoose.Types.ObjectId();
    const members = [...EVERY_BSON_TYPE].filter(([name]) => ['never', 'double', 'long'].includes(name));
    const [long, double, never] = members.map(([, value]) => value);
    const document = new Map<string, unknown>([['_id', _id], ['when', never], ['f', long], ['i', double]]); // prettier-ignore
    await storedIn(service, 'stays').insertOne(document);
    const { text } = await client.get(`/stays/${_id.toHexString()}`);
    expect(text).toContain('"when":{"$date":{"$numberLong":"9223372036854775807"}}');
    expect(text).toContain('"i":1.0');
  });

  it('has a time that no form can write shown as the epoch where that is the time of the document', async () => {
    const _id = new mongoose.Types.ObjectId();
    const document = new Map<string, unknown>([['_id', _id], ['_updated', EVERY_BSON_TYPE.get('never')]]); // prettier-ignore
    await storedIn(service, 'stays').insertOne(document);
    const { status, headers, body } = await client.get(`/stays/${_id.toHexString()}`);
    expect([status, headers.get('last-modified'), body._updated]).toEqual([
      200,
      'Thu, 01 Jan 1970 00:00:00 GMT',
      'Thu, 01 Jan 1970 00:00:00 GMT',
    ]);
  });
});
