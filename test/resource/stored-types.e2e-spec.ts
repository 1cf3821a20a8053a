import mongoose from 'mongoose';
import { Client, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Double, Int32, Long } = mongoose.mongo.BSON;

const DOMAIN = {
  IF_MATCH: false,
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT'],
  BANDWIDTH_SAVER: false,
  DOMAIN: {
    numbers: {
      schema: {
        i: { type: 'integer' },
        f: { type: 'float' },
        n: { type: 'number' },
        free: {},
        fs: { type: 'list', schema: { type: 'float' } },
        deep: { type: 'dict', schema: { f: { type: 'float' }, i: { type: 'integer' } } },
        by: { type: 'dict', valuesrules: { type: 'float' } },
        either: { anyof: [{ type: 'float' }, { type: 'string' }] },
        point: { type: 'point' },
      },
    },
  },
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

function sendText(method: string, path: string, body: string): Promise<Answer> {
  return client.send(method, path, { headers: { 'content-type': 'application/json' }, body });
}

/** The types of the numbers in a member of a stored document. */
async function typesIn(id: string, name: string): Promise<string> {
  const found = await storedIn(service, 'numbers')
    .find({}, { promoteValues: false, sort: { $natural: 1 } })
    .toArray();
  const document = found.find(({ _id }) => String(_id) === id);
  return show(document?.[name]);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  if (value instanceof Double || value instanceof Int32 || value instanceof Long)
    return `${value._bsontype} "${Object.is(Number(value), -0) ? '-0' : value.toString()}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}:${show(member)}`)
    .join()}}`;
}

describe('A number is stored as what its field says', () => {
  it.each([
    ['i', '5', 'Int32 "5"', '5'],
    ['i', '5.0', 'Int32 "5"', '5'],
    ['i', '-0', 'Int32 "0"', '0'],
    ['i', '-0.0', 'Int32 "0"', '0'],
    ['i', '"5"', 'Int32 "5"', '5'],
    ['i', '5000000000', 'Long "5000000000"', '5000000000'],
    ['i', '-2147483649', 'Long "-2147483649"', '-2147483649'],
    ['f', '3', 'Double "3"', '3.0'],
    ['f', '3.0', 'Double "3"', '3.0'],
    ['f', '3.5', 'Double "3.5"', '3.5'],
    ['f', '5000000000', 'Double "5000000000"', '5000000000.0'],
    ['f', '1e20', 'Double "100000000000000000000"', '1e+20'],
    ['n', '1', 'Int32 "1"', '1'],
    ['n', '1.0', 'Double "1"', '1.0'],
    ['n', '5000000000', 'Long "5000000000"', '5000000000'],
    ['free', '1', 'Int32 "1"', '1'],
    ['free', '1.0', 'Double "1"', '1.0'],
    ['free', '-0.0', 'Double "-0"', '-0.0'],
    ['free', '-0', 'Int32 "0"', '0'],
    ['free', '1e3', 'Double "1000"', '1000.0'],
    ['free', '5000000000', 'Long "5000000000"', '5000000000'],
    [
      'free',
      '{"a":[1,1.0,{"b":5000000000}]}',
      '{a:[Int32 "1",Double "1",{b:Long "5000000000"}]}',
      '{"a":[1,1.0,{"b":5000000000}]}',
    ],
    ['fs', '[1,2.5]', '[Double "1",Double "2.5"]', '[1.0,2.5]'],
    ['deep', '{"f":1,"i":1}', '{f:Double "1",i:Int32 "1"}', '{"f":1.0,"i":1}'],
    ['by', '{"x":1}', '{x:Double "1"}', '{"x":1.0}'],
    ['either', '2', 'Double "2"', '2.0'],
    [
      'point',
      '{"type":"Point","coordinates":[10.0,20]}',
      '{type:Point,coordinates:[Double "10",Int32 "20"]}',
      '{"type":"Point","coordinates":[10.0,20]}',
    ],
  ])('%s: %s', async (name, json, stored, shown) => {
    const posted = await sendText('POST', '/numbers', `{"${name}":${json}}`);
    expect(posted.text).toContain(`"${name}":${shown}`);
    const path = `/numbers/${posted.body._id}`;
    for (const write of [
      () => undefined,
      () => sendText('PATCH', path, `{"${name}":${json}}`),
      () => sendText('PUT', path, `{"${name}":${json}}`),
      () => sendText('PATCH', path, `{"i":7}`).then(() => sendText('PUT', path, `{"${name}":${json}}`)),
    ]) {
      await write();
      expect(await typesIn(posted.body._id, name)).toBe(stored);
      expect((await client.get(path)).text).toContain(`"${name}":${shown}`);
    }
  });

  it('also where a change is one to a double; a client that repeats 1.0 as 1, as JavaScript does, changes nothing', async () => {
    const { body } = await sendText('POST', '/numbers', '{"n":1,"free":{"a":1.0}}');
    await sendText('PATCH', `/numbers/${body._id}`, '{"n":1.0,"free":{"a":1}}');
    expect([await typesIn(body._id, 'n'), await typesIn(body._id, 'free')]).toEqual(['Double "1"', '{a:Double "1"}']);
  });

  it('in XML too', async () => {
    const { body } = await sendText('POST', '/numbers', '{"f":3,"n":1.0,"free":[1.0,1]}');
    const { text } = await client.get(`/numbers/${body._id}`, { accept: 'application/xml' });
    expect(text).toContain('<f>3.0</f><free>1.0</free><free>1</free><n>1.0</n>');
  });
});
