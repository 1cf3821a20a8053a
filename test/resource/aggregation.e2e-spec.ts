import mongoose from 'mongoose';
import { PostsModule } from '../fixtures/posts.js';
import { Client, query, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ANN = '0123456789abcdef01234567';
const BOB = '0123456789abcdef01234568';
const SHOP = new mongoose.Types.ObjectId('507f1f77bcf86cd799439011');
const HOME = { title: 'home', href: '/' };

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [PostsModule] });
  client = new Client(service.url);
  const state = 'published';
  await storedIn(service, 'posts').insertMany([
    { tags: ['a', 'b'], author: new mongoose.Types.ObjectId(ANN), posted: new Date('2020-01-01'), words: 5, state },
    { tags: ['a', 'c'], author: new mongoose.Types.ObjectId(BOB), posted: new Date('2021-01-01'), words: 9, state },
    { tags: ['a', 'd'], author: new mongoose.Types.ObjectId(BOB), posted: new Date('2022-01-01'), words: 9 },
  ]);
  await storedIn(service, 'sales').insertMany([
    { article: 'cap', amount: 3, shop: SHOP },
    { article: 'cap', amount: 4, shop: SHOP },
    { article: 'bat', amount: 5, shop: SHOP },
    { article: 'bat', amount: 50, shop: 'elsewhere' },
  ]);
  for (const name of ['totals', 'streams']) {
    await storedIn(service, name).insertMany(Array.from({ length: 30 }, (_, n) => ({ n })));
  }
});
afterAll(async () => {
  await service.stop();
});

const ALL = { $since: {}, $author: {}, $words: {} };
const ask = (path: string, values: unknown, more: Record<string, string> = {}): Promise<Answer> =>
  client.get(`${path}${query({ aggregate: typeof values === 'string' ? values : JSON.stringify(values), ...more })}`);
const countsOf = ({ status, body }: Answer): unknown => {
  expect([status, body._error]).toEqual([200, undefined]);
  return body._items.map(({ _id, count }) => [_id, count]);
};

describe('an aggregation', () => {
  it("answers a page of results with a client's values in them, and nothing of its own", async () => {
    const answer = await ask('/posts', { $value: 2, ...ALL });
    expect(answer.status).toBe(200);
    expect(answer.headers.has('x-total-count')).toBe(false);
    expect(answer.headers.has('last-modified')).toBe(false);
    expect(answer.headers.has('etag')).toBe(false);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.body).toEqual({
      _items: [
        { _id: 'a', count: 4, last: 'Fri, 01 Jan 2021 00:00:00 GMT' },
        { _id: 'b', count: 2, last: 'Wed, 01 Jan 2020 00:00:00 GMT' },
        { _id: 'c', count: 2, last: 'Fri, 01 Jan 2021 00:00:00 GMT' },
      ],
      _links: {
        parent: HOME,
        self: { title: 'posts', href: `posts?aggregate=${JSON.stringify({ $value: 2, ...ALL })}` },
      },
      _meta: { page: 1, max_results: 25, total: 3 },
    });
  });

  it('has pages, whose links keep the values', async () => {
    const values = { $value: 1, ...ALL };
    const { body } = await ask('/posts', values, { max_results: '1', page: '2', foo: 'bar' });
    const kept = `aggregate=${JSON.stringify(values)}&foo=bar`;
    expect(body._items.map(({ _id }) => _id)).toEqual(['b']);
    expect(body._meta).toEqual({ page: 2, max_results: 1, total: 3 });
    expect(body._links).toEqual({
      parent: HOME,
      self: { title: 'posts', href: `posts?max_results=1&page=2&${kept}` },
      next: { title: 'next page', href: `posts?max_results=1&page=3&${kept}` },
      last: { title: 'last page', href: `posts?max_results=1&page=3&${kept}` },
      prev: { title: 'previous page', href: `posts?max_results=1&${kept}` },
    });
    const beyond = await ask('/posts', values, { page: '9' });
    expect(beyond.body._items).toEqual([]);
    expect(beyond.body._meta['total']).toBe(3);
  });

  it('takes ids and dates for what they are', async () => {
    expect(countsOf(await ask('/posts', { $value: 1, ...ALL, $author: ANN }))).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    for (const since of ['Wed, 01 Jul 2020 00:00:00 GMT', '2020-07-01T00:00:00Z']) {
      expect(countsOf(await ask('/posts', { $value: 1, ...ALL, $since: since }))).toEqual([
        ['a', 1],
        ['c', 1],
      ]);
    }
  });

  it('takes a list of values', async () => {
    expect(countsOf(await ask('/posts', { $value: 1, ...ALL, $words: [5, 6] }))).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('takes a parameter without a value as it is written, as Eve does', async () => {
    const { status, body } = await client.get('/posts');
    expect(status).toBe(200);
    expect(body._items).toEqual([]);
    expect(body._links).toEqual({ parent: HOME, self: { title: 'posts', href: 'posts' } });
    expect(body._meta).toEqual({ page: 1, max_results: 25, total: 0 });
    expect(countsOf(await ask('/posts', ALL))).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
  });

  it('finds its parameters itself, and knows ids in its pipeline', async () => {
    const { body } = await ask('/sales', { $above: 3 });
    expect(body._items).toEqual([
      { _id: 'bat', sum: 5, double: 10 },
      { _id: 'cap', sum: 4, double: 8 },
    ]);
  });

  it('is made of what clients write to another resource', async () => {
    await client.post('/purchases', [
      { article: 'cap', amount: 3 },
      { article: 'bat', amount: 5 },
      { article: 'cap', amount: 4 },
    ]);
    expect((await client.get('/turnover')).body._items).toEqual([
      { _id: 'bat', sum: 5 },
      { _id: 'cap', sum: 7 },
    ]);
  });

  it('is for reading alone, and has no items', async () => {
    expect((await client.post('/posts', { count: 1 })).status).toBe(405);
    expect((await client.delete('/posts')).status).toBe(405);
    expect((await client.get(`/posts/${ANN}`)).status).toBe(404);
    expect(await client.send('HEAD', '/posts')).toMatchObject({ status: 200, text: '' });
  });

  it('is written as XML where a client prefers it', async () => {
    const { status, text } = await client.get('/turnover', { accept: 'application/xml' });
    expect(status).toBe(200);
    expect(text).toMatch(/^<resource href="turnover".*<resource><_id>bat<\/_id><sum>5<\/sum><\/resource>/);
  });

  it('can do without pages', async () => {
    const { body } = await client.get('/totals');
    expect(body._items).toHaveLength(30);
    expect(body).not.toHaveProperty('_meta');
    expect((await client.get('/totals?max_results=4')).body._items).toHaveLength(4);
  });

  it('can do without counting', async () => {
    const { body } = await client.get('/streams?max_results=4&page=2');
    expect(body._items.map(({ n }) => n)).toEqual([4, 5, 6, 7]);
    expect(body._meta).toEqual({ page: 2, max_results: 4 });
    expect(Object.keys(body._links)).toEqual(['parent', 'self', 'next', 'prev']);
  });
});

describe('values that are rejected', () => {
  const NESTED = `{"$value":${'['.repeat(40)}${']'.repeat(40)}}`;

  it.each<[unknown, string]>([
    ['{"$value":', 'Aggregation query could not be parsed.'],
    ['$value', 'Aggregation query could not be parsed.'],
    ['[1]', 'Aggregation query could not be parsed.'],
    ['5', 'Aggregation query could not be parsed.'],
    ['null', 'Aggregation query could not be parsed.'],
    [{ $valeu: 2 }, 'Unknown parameter in aggregate: $valeu, did you mean $value?'],
    [{ $tags: 2 }, 'Unknown parameter in aggregate: $tags, there is $value, $since, $author, $words'],
    [{ __proto_: 2 }, 'Unknown parameter in aggregate: __proto_, there is $value, $since, $author, $words'],
    [{ $author: { $ne: null } }, 'aggregate: $author: no value has a member $ne'],
    [{ $author: { a: [{ $gt: 1 }] } }, 'aggregate: $author: no value has a member $gt'],
    ['{"$author":{"__proto__":1}}', 'aggregate: $author: no value has a member __proto__'],
    [{ $value: '$words' }, 'aggregate: $value: a string that begins with $ names a field: "$words"'],
    [{ $value: ['$$ROOT'] }, 'aggregate: $value: a string that begins with $ names a field: "$$ROOT"'],
    ['{"$value":1e999}', 'aggregate: $value: the number Infinity is too large'],
    [NESTED, 'aggregate: $value: nested more than 10 levels deep'],
  ])('%j', async (values, message) => {
    const { status, body } = await ask('/posts', values);
    expect([status, body._error.message]).toEqual([400, message]);
    expect(Object.keys(body._issues)).toEqual(['aggregate']);
  });

  it('because there are too many', async () => {
    const { status, body } = await ask('/posts', { $words: Array(1001).fill(1) });
    expect([status, body._error.message]).toEqual([400, 'aggregate: $words: more than 1000 values']);
  });

  it('because the database cannot work with them', async () => {
    const { status, body } = await ask('/posts', { $value: 1, ...ALL, $words: 5 });
    expect(status).toBe(400);
    expect(body._error.message).toContain('The database cannot work with these values: ');
  });

  it.each(['where={}', 'sort=count', 'projection={"count":1}', 'embedded={}', 'version=1'])(
    'and so are parameters of lists: %s',
    async (search) => {
      const [name = ''] = search.split('=');
      const { status, body } = await client.get(`/posts?${search}`);
      expect(status).toBe(400);
      expect(body._issues).toEqual({ [name]: `${name} says nothing to an aggregation: give values with aggregate` });
    },
  );

  it('and a parameter given twice', async () => {
    expect((await client.get('/posts?aggregate={}&aggregate={}')).status).toBe(400);
  });
});
