import mongoose from 'mongoose';
import { Client, query, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { parseXml } from '../support/xml.js';

const { ObjectId } = mongoose.Types;
const LIMIT = 100_000;
const XML = { accept: 'application/xml' };
const toAuthors = { type: 'objectid', data_relation: { resource: 'authors', embeddable: true } };
const schema = {
  text: { type: 'string' },
  numbers: { type: 'list' },
  best: toAuthors,
  friends: { type: 'list', schema: toAuthors },
};
const DOMAIN = {
  authors: { schema, item_methods: ['GET', 'PATCH', 'PUT'], bandwidth_saver: false },
  all: { schema, datasource: { source: 'authors' }, pagination: false },
  lengths: {
    schema: { text: { type: 'string' } },
    datasource: { source: 'authors', aggregation: { pipeline: [{ $match: {} }] } },
  },
};

let service: TestApp;
let client: Client;

const embed = (...paths: readonly string[]): string =>
  query({ embedded: JSON.stringify(Object.fromEntries(paths.map((path) => [path, 1]))) });
const store = async (document: object): Promise<string> => {
  const _id = new ObjectId();
  await storedIn(service, 'authors').insertOne({ _id, ...document });
  return _id.toHexString();
};
const expectRejection = ({ status, body }: Answer, parameter: string): void => {
  expect([status, Object.keys(body._issues)]).toEqual([400, [parameter]]);
  expect(body._error.message).toMatch(/^The answer would have more than 100000 bytes: /);
};

beforeAll(async () => {
  service = await startTestApp({
    domain: { X_DOMAINS: null, DOMAIN, RESOURCE_METHODS: ['GET', 'POST'] },
    environment: { ANSWER_LIMIT: String(LIMIT) },
  });
  client = new Client(service.url);
});
afterEach(async () => {
  await storedIn(service, 'authors').deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

describe('an answer that would be too large', () => {
  it('is rejected on a page, an item, all of a collection and an aggregation, with what to ask less of', async () => {
    for (let index = 0; index < 12; index += 1) await store({ text: 'x'.repeat(10_000) });
    const large = await store({ text: 'x'.repeat(LIMIT) });

    expectRejection(await client.get('/authors'), 'max_results');
    expectRejection(await client.get('/all'), 'where');
    expectRejection(await client.get(`/authors/${large}`), 'projection');
    expectRejection(await client.get('/lengths'), 'max_results');

    expect((await client.get('/authors?max_results=3')).body._items).toHaveLength(3);
    expect((await client.get(`/authors/${large}${query({ projection: '{"numbers":1}' })}`)).status).toBe(200);
    expect((await client.get('/lengths?max_results=3')).body._items).toHaveLength(3);
    expect((await client.get('/authors?max_results=3')).headers.get('cache-control')).toBe('no-cache');
    expect((await client.get('/authors')).headers.get('cache-control')).toBe('no-store');
  });

  it('is rejected in the form in which it would be too large', async () => {
    const path = `/authors/${await store({ numbers: Array(30_000).fill(1), text: '<é' })}`;
    const compact = await client.get(path);
    expect(compact.status).toBe(200);
    expectRejection(await client.get(`${path}?pretty`), 'projection');
    const xml = await client.get(path, XML);
    expect([xml.status, parseXml(xml.text)]).toEqual([400, expect.anything()]);
    expect((await client.send('HEAD', `${path}?pretty`)).status).toBe(400);
  });

  it('counts bytes, not characters', async () => {
    expectRejection(await client.get(`/authors/${await store({ text: '名'.repeat(40_000) })}`), 'projection');
    expect((await client.get(`/authors/${await store({ text: 'x'.repeat(90_000) })}`)).status).toBe(200);
  });

  it('is rejected however often and deep one document is embedded', async () => {
    const one = await store({ text: 'x'.repeat(900) });
    const often = await store({ friends: Array(200).fill(new ObjectId(one)), text: 'often' });
    const deep = await store({ friends: Array(10).fill(new ObjectId(often)), best: new ObjectId(often) });

    expectRejection(await client.get(`/authors/${often}${embed('friends')}`), 'embedded');
    expectRejection(await client.get(`/authors/${deep}${embed('friends', 'friends.friends')}`), 'embedded');
    expectRejection(await client.get(`/authors/${deep}${embed('best', 'best.friends')}`), 'embedded');
    expectRejection(await client.get(`/authors${embed('friends')}`), 'embedded');
    expect((await client.get(`/authors/${often}${embed('friends')}`, XML)).status).toBe(400);
    expect((await client.get(`/authors/${deep}${embed('friends')}`)).status).toBe(200);
  });

  it('is rejected where what it embeds is too large to read', async () => {
    const ids: mongoose.Types.ObjectId[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(new ObjectId(await store({ text: 'x'.repeat(9000) })));
    expectRejection(await client.get(`/authors/${await store({ friends: ids })}${embed('friends')}`), 'embedded');
  });

  it('shows references after a write, which stands', async () => {
    const one = await store({ text: 'x'.repeat(9000) });
    const friends = Array<string>(20).fill(one);
    const made = await client.post(`/authors${embed('friends')}`, { text: 'a', friends });
    expect([made.status, made.body['friends']]).toEqual([201, friends]);
    const path = `/authors/${made.body._id}`;
    const changed = await client.patch(path + embed('friends'), { text: 'b' }, { 'if-match': made.body._etag });
    expect([changed.status, changed.body['text'], changed.body['friends']]).toEqual([200, 'b', friends]);
    expect(changed.headers.get('etag')).toBe(`"${changed.body._etag}"`);
    const few = await client.patch(path + embed('friends'), { friends: [one] }, { 'if-match': changed.body._etag });
    expect(few.body['friends']).toEqual([expect.objectContaining({ _id: one })]);
  });
});

describe('a document that is embedded in many places', () => {
  it('looks in each as anywhere else, compact, pretty and in XML', async () => {
    const inner = await store({ text: 'in"ner\n$&' });
    const outer = await store({ text: 'outer', best: new ObjectId(inner), friends: [new ObjectId(inner)] });
    const ids = [outer, inner, outer];
    const top = await store({ friends: ids.map((id) => new ObjectId(id)), best: new ObjectId(outer) });
    const requested = embed('best', 'best.best', 'friends', 'friends.friends');

    const { body } = await client.get(`/authors/${top}${requested}`);
    const shown = body['friends'] as readonly Record<string, unknown>[];
    expect(shown.map(({ _id }) => _id)).toEqual(ids);
    expect(shown[0]).toEqual(shown[2]);
    expect(shown[0]).toMatchObject({ best: inner, friends: [{ text: 'in"ner\n$&' }] });
    expect(body['best']).toMatchObject({ best: { text: 'in"ner\n$&' }, friends: [inner] });

    const pretty = await client.get(`/authors/${top}${requested}&pretty`);
    expect(pretty.text).toBe(JSON.stringify(pretty.body, null, 4));
    expect(pretty.body['friends']).toEqual(body['friends']);
    const page = await client.get(`/authors${requested}&pretty`);
    expect(page.text).toBe(JSON.stringify(page.body, null, 4));
    expect((await client.get(`/authors/${top}${requested}`, XML)).text.match(/<text>outer<\/text>/g)).toHaveLength(3);
  });
});
