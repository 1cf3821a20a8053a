import mongoose from 'mongoose';
import { Client, query, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Long } = mongoose.mongo;

const DOMAIN = {
  IF_MATCH: false,
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT'],
  DOMAIN: {
    numbers: {
      schema: {
        i: { type: 'integer' },
        f: { type: 'float' },
        n: { type: 'number' },
        d: { type: 'decimal' },
        free: {},
        dict: { type: 'dict' },
        list: { type: 'list', schema: { type: 'integer' } },
        low: { type: 'integer', min: 5, allowed: [7, 9] },
        set: { type: 'set' },
      },
    },
    tweets: {
      schema: {
        _id: { type: 'integer' },
        of: { type: 'integer', data_relation: { resource: 'tweets', embeddable: true } },
      },
      item_url: 'regex("[0-9]+")',
    },
  },
};
const BEYOND = '9223372036854775808';

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

async function written(json: string): Promise<{ path: string; text: string }> {
  const { status, text, body } = await sendText('POST', '/numbers', json);
  if (status !== 201) throw new Error(text);
  const path = `/numbers/${body._id}`;
  return { path, text: (await client.get(path)).text };
}

function found(where: string, collection = '/numbers'): Promise<Answer> {
  return client.get(collection + query({ where }));
}

describe('An integer beyond 2^53', () => {
  it.each([
    ['i', '9007199254740993'],
    ['n', '9007199254740993'],
    ['free', '9007199254740993'],
    ['i', '9223372036854775807'],
    ['i', '-9223372036854775808'],
    ['dict', '{"id":1234567890123456789,"in":[-9007199254740993]}'],
    ['list', '[9007199254740993,1]'],
    ['set', '[9007199254740993,9007199254740992]'],
  ])('is that number in %s: %s', async (name, json) => {
    const { path, text } = await written(`{"${name}":${json}}`);
    expect(text).toContain(`"${name}":${json}`);
    expect((await sendText('PATCH', path, `{"${name}":${json}}`)).status).toBe(200);
    expect((await client.get(path)).text).toContain(`"${name}":${json}`);
    expect((await sendText('PUT', path, `{"${name}":${json}}`)).status).toBe(200);
    expect((await client.get(path)).text).toContain(`"${name}":${json}`);
    expect((await client.get(path, { accept: 'application/xml' })).text).toContain(/\d{16,}/.exec(json)?.[0]);
  });

  it('is stored as a long, and compared exactly', async () => {
    const { path } = await written('{"i":1234567890123456789,"n":1234567890123456789,"free":1234567890123456789}');
    const [stored] = await storedIn(service, 'numbers')
      .find({ i: Long.fromString('1234567890123456789') }, { promoteLongs: false })
      .toArray();
    expect(stored).toMatchObject({
      n: Long.fromString('1234567890123456789'),
      free: Long.fromString('1234567890123456789'),
    });
    for (const name of ['i', 'n', 'free']) {
      for (const where of [
        `{"${name}":1234567890123456789}`,
        `${name}==1234567890123456789`,
        `{"${name}":{"$gt":1234567890123456788,"$lt":1234567890123456790}}`,
        `{"${name}":{"$in":[1234567890123456789]}}`,
        `{"$expr":{"$eq":["$${name}",1234567890123456789]}}`,
      ]) {
        const { status, text } = await found(where);
        expect([where, status, text.includes(path.slice(9))]).toEqual([where, 200, true]);
        expect(text).toContain('1234567890123456789');
      }
      expect((await found(`{"${name}":1234567890123456788}`)).body._items).toEqual([]);
      expect((await found(`${name}==-1234567890123456789`)).body._items).toEqual([]);
    }
  });

  it('is one in forms too', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await client.send('POST', '/numbers', { headers, body: 'i=9007199254740993&n=9007199254740993' });
    expect((await client.get(`/numbers/${body._id}`)).text).toMatch(/"i":9007199254740993,"n":9007199254740993/);
  });

  it('obeys the rules of its field', async () => {
    const { status, body } = await sendText('POST', '/numbers', '{"low":-9007199254740993}');
    expect([status, body._issues['low']]).toEqual([422, ['unallowed value -9007199254740993', 'min value is 5']]);
  });

  it('is rejected in a float, which can only come near to it, and taken where it is one', async () => {
    expect((await sendText('POST', '/numbers', '{"f":9007199254740993}')).body._issues).toEqual({
      f: 'must be of float type',
    });
    expect((await written('{"f":9007199254740994}')).text).toContain('9007199254740994');
  });

  it('may be an id: in links, in URLs and in relations', async () => {
    await sendText('POST', '/tweets', '{"_id":1234567890123456789}');
    const other = await sendText('POST', '/tweets', '{"_id":1234567890123456788,"of":1234567890123456789}');
    expect(other.body._links['self']?.href).toBe('tweets/1234567890123456788');
    const { text } = await client.get(`/tweets/1234567890123456788${query({ embedded: '{"of":1}' })}`);
    expect(text).toContain('"of":{"_id":1234567890123456789');
    expect(text).toContain('"related":{"of":{"title":"Tweet","href":"tweets/1234567890123456789"}}');
    expect((await client.get('/tweets/1234567890123456787')).status).toBe(404);
    expect((await sendText('PATCH', '/tweets/1234567890123456789', '{"_id":1234567890123456789}')).status).toBe(200);
    expect((await sendText('PATCH', '/tweets/1234567890123456789', '{"_id":1234567890123456788}')).status).toBe(400);
    expect((await sendText('PUT', '/tweets/1234567890123456700', '{}')).status).toBe(201);
    expect((await client.get('/tweets/1234567890123456700')).text).toContain('"_id":1234567890123456700');
    expect((await sendText('POST', '/tweets', '{"_id":5,"of":1234567890123456786}')).status).toBe(422);
    expect((await sendText('POST', '/tweets', '{"_id":1234567890123456789}')).status).toBe(409);
  });
});

describe('An integer beyond 64 bits', () => {
  it.each(['i', 'n', 'free', 'f'])('is rejected in %s', async (name) => {
    for (const json of [BEYOND, `-${BEYOND}9`, '1'.repeat(5000)]) {
      const { status, body } = await sendText('POST', '/numbers', `{"${name}":${json}}`);
      expect([status, body._issues]).toEqual([422, { [name]: 'must be an integer of at most 64 bits' }]);
      const { status: queried, body: rejection } = await found(`{"${name}":${json.slice(0, 1000)}}`);
      expect([queried, Object.keys(rejection._issues)]).toEqual([400, ['where']]);
    }
  });

  it('is rejected inside free values and lists', async () => {
    const { body } = await sendText(
      'POST',
      '/numbers',
      `{"free":{"a":[1,${BEYOND}]},"dict":{"b":${BEYOND}},"list":[${BEYOND}]}`,
    );
    const issue = 'must be an integer of at most 64 bits';
    expect(body._issues).toEqual({
      free: { a: { 1: issue } },
      dict: { b: issue },
      list: { 0: [issue, 'must be of integer type'] },
    });
    expect((await found(`{"dict":{"a":${BEYOND}}}`)).status).toBe(400);
    expect((await found(`free==${BEYOND}`)).status).toBe(400);
    expect((await client.get(`/tweets/${BEYOND}`)).status).toBe(404);
  });

  it('is a decimal like others', async () => {
    expect((await written(`{"d":${BEYOND}}`)).text).toContain(`"d":"${BEYOND}"`);
  });
});
