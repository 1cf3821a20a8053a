import { Client, query, sendRaw } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const METHODS = {
  resource_methods: ['GET', 'POST', 'DELETE'],
  item_methods: ['GET', 'PUT', 'PATCH', 'DELETE'],
};
const TEXT = { type: 'string' };
const DOMAIN = {
  texts: { ...METHODS, schema: { _id: TEXT, v: { type: 'integer' } } },
  drafts: { ...METHODS, url: 'texts/drafts', schema: { v: { type: 'integer' } } },
  codes: { ...METHODS, item_url: 'regex("[a-z]+")', schema: { _id: TEXT } },
  anything: { ...METHODS, item_url: 'regex(".+")', schema: { _id: TEXT } },
  counts: { ...METHODS, item_url: 'int', schema: { _id: { type: 'integer' } } },
  either: { ...METHODS, schema: { _id: { type: ['string', 'integer'] } } },
  moments: { ...METHODS, schema: { _id: { type: 'datetime' } } },
  articles: { ...METHODS, id_field: 'sku', schema: { sku: TEXT } },
  pages: { ...METHODS, item_lookup_field: 'slug', item_url: 'regex("[a-z-]+")', schema: { slug: TEXT, at: TEXT } },
  nested: {
    ...METHODS,
    item_lookup_field: 'meta.slug',
    schema: { meta: { type: 'dict', schema: { slug: TEXT } }, v: { type: 'integer' } },
  },
  refs: { ...METHODS, schema: { to: { ...TEXT, data_relation: { resource: 'texts' } } } },
};

const FIT = (pattern: string): string =>
  `must fit in a URL: 1 to 256 characters that match ${pattern}, neither "." nor ".."`;
const PLAIN = FIT('[^/]{1,}');
const LONG = 'x'.repeat(257);

describe('an id by which no client could come back', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: { DOMAIN } });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    await client.delete('/texts');
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['texts', { _id: '' }, { _id: PLAIN }],
    ['texts', { _id: '.' }, { _id: PLAIN }],
    ['texts', { _id: '..' }, { _id: PLAIN }],
    ['texts', { _id: 'a/b' }, { _id: PLAIN }],
    ['texts', { _id: LONG }, { _id: PLAIN }],
    ['texts', { _id: 'drafts' }, { _id: "must not be 'drafts': another resource has this URL" }],
    ['codes', { _id: 'a1' }, { _id: FIT('[a-z]+') }],
    ['codes', {}, { _id: 'required field' }],
    ['anything', { _id: '..' }, { _id: FIT('.+') }],
    ['anything', { _id: 'a\nb' }, { _id: FIT('.+') }],
    ['counts', { _id: -1 }, { _id: FIT('\\d+') }],
    ['either', { _id: 5 }, { _id: "must be the same in a URL, where it is '5'" }],
    [
      'moments',
      { _id: '2026-01-01T00:00:00.5Z' },
      { _id: expect.stringContaining('must be the same in a URL') as string },
    ],
    ['articles', { sku: '' }, { sku: PLAIN }],
    ['articles', { sku: 'a/b' }, { sku: PLAIN }],
    ['pages', { slug: 'A' }, { slug: FIT('[a-z-]+') }],
    ['nested', { meta: { slug: '..' } }, { meta: { slug: PLAIN } }],
    ['nested', { 'meta.slug': '' }, { meta: { slug: PLAIN } }],
  ])('is rejected in %s: %j', async (resource, document, issues) => {
    const { status, body } = await client.post(`/${resource}`, document);

    expect([status, body._issues]).toEqual([422, issues]);
    expect(await storedIn(service, resource).countDocuments()).toBe(0);
  });

  it('is rejected in a list, of which nothing is stored', async () => {
    const { status, body } = await client.post('/texts', [{ _id: 'fine' }, { _id: '..' }]);

    expect([status, body._items]).toEqual([422, [{ _status: 'OK' }, { _status: 'ERR', _issues: { _id: PLAIN } }]]);
    expect(await client.count('/texts')).toBe(0);
  });

  it('is rejected beside whatever else is wrong', async () => {
    const { body } = await client.post('/texts', { _id: '', v: 'x' });

    expect(body._issues).toEqual({ _id: PLAIN, v: 'must be of integer type' });
  });

  it('is rejected in a PATCH, where it can change, and in a PUT that creates or replaces', async () => {
    const { body } = await client.post('/pages', { slug: 'home' });
    for (const slug of ['', '.', 'UP', LONG]) {
      const { status, body: rejected } = await client.patch('/pages/home', { slug }, { 'if-match': body._etag });
      expect([status, rejected._issues]).toEqual([422, { slug: FIT('[a-z-]+') }]);
    }
    await client.post('/nested', { meta: { slug: 'home' } });
    const dotted = await client.patch('/nested/home', { 'meta.slug': '..' }, { 'if-match': '*' });
    expect([dotted.status, dotted.body._issues]).toEqual([422, { meta: { slug: PLAIN } }]);
    expect((await client.patch('/nested/home', { v: 1 }, { 'if-match': '*' })).status).toBe(200);
    expect((await client.put('/texts/one', { _id: '' })).status).toBe(400);
    expect((await client.put(`/texts/${LONG}`, {})).status).toBe(404);
  });

  it('is one thing; another leads to its document, however odd it is', async () => {
    const odd = [
      '...',
      '.a',
      ' ',
      '%',
      '%2F',
      '%2541',
      'a%',
      '?',
      '#',
      'a;b',
      'é',
      '😀'.repeat(128),
      'Drafts',
      '"',
      '\\',
      ':id',
    ];
    for (const _id of odd) {
      const { status, headers } = await client.post('/texts', { _id });
      const path = headers.get('location') ?? '';
      const found = await sendRaw(service.url, { method: 'GET', path });
      expect([_id, status, found.status]).toEqual([_id, 201, 200]);
      expect((JSON.parse(found.text) as { _id: string })._id).toBe(_id);
    }
    const slashed = await client.post('/anything', { _id: 'a/b' });
    expect((await client.get(slashed.headers.get('location') ?? '')).body._id).toBe('a/b');
    const moment = await client.post('/moments', { _id: '2026-01-01T00:00:00Z' });
    expect((await client.get(moment.headers.get('location') ?? '')).status).toBe(200);
  });

  it('that is stored already is read in lists, and has a link of another form', async () => {
    await storedIn(service, 'texts').insertMany(['', '.', '..', 'a/b'].map((_id) => ({ _id, v: 1 }) as never));

    const { status, body } = await client.get(`/texts${query({ sort: '_id' })}`);
    expect([status, body._items.map(({ _id }) => _id)]).toEqual([200, ['', '.', '..', 'a/b']]);
    const links = body._items.map(({ _links }) => _links['self']?.href);
    expect(links).toEqual(['', '.', '..', 'a/b'].map((id) => `texts/${encodeURIComponent(`{"$literal":"${id}"}`)}`));
    for (const [index, link] of links.entries())
      expect((await client.get(`/${link}`)).body._id).toBe(body._items[index]?._id);
    const referring = await client.post('/refs', { to: '' });
    expect([referring.status, referring.body._links['related']]).toMatchObject([201, { to: { href: links[0] } }]);
    expect((await client.put(`/texts/${encodeURIComponent('{"$literal":"/"}')}`, {})).status).toBe(404);
    const { body: rejected } = await client.post('/texts', { _id: '{"$oid":"0123456789abcdef01234567"}' });
    expect(rejected._issues).toEqual({ _id: 'must not be extended JSON, which in a URL is another value' });
  });

  it.each(['*', '"abc"', 'abc', ''])(
    'is no state of a collection: a write with If-Match %j is rejected',
    async (tag) => {
      await client.create('/texts', { _id: 'kept' });
      for (const path of ['/texts', '/texts/']) {
        const { status, body } = await client.delete(path, { 'if-match': tag });
        expect([status, body._error.message]).toEqual([400, expect.stringContaining('the URL of a collection')]);
      }
      expect((await client.post('/texts', { _id: 'more' }, { 'if-match': tag })).status).toBe(400);
      expect(await client.count('/texts')).toBe(1);
    },
  );
});
