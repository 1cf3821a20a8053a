import { IdentifiedModule } from '../fixtures/identified.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const UUID = '3f0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11';
const IMMUTABLE = (name: string): string =>
  `Attempt to update an immutable field. Usually happens when PATCH or PUT include a '${name}' field, which is immutable (PUT can include it as long as it is unchanged).`;

describe('ids that are no ObjectIds', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [IdentifiedModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['books', 'a b.c', 'a%20b.c'],
    ['tickets', 48, '48'],
    ['sessions', UUID, UUID],
  ])('are the whole life of one of the %s', async (resource, id, inUrl) => {
    const posted = await client.post(`/${resource}`, { _id: id, ...(resource === 'books' && { title: 'x' }) });
    const path = `/${resource}/${inUrl}`;
    expect([posted.status, posted.body._id]).toEqual([201, id]);
    expect(posted.headers.get('location')).toBe(path);
    expect(posted.body._links['self']?.href).toBe(path.slice(1));

    const item = await client.get(path);
    expect([item.status, item.body._id, item.body._links['self']?.href]).toEqual([200, id, path.slice(1)]);
    const listed = await client.get(`/${resource}${query({ where: JSON.stringify({ _id: id }) })}`);
    expect(listed.body._items.map(({ _id }) => _id)).toEqual([id]);

    const document = resource === 'books' ? { title: 'y' } : {};
    const put = await client.put(path, document, { 'if-match': posted.body._etag });
    expect([put.status, put.body._id]).toEqual([200, id]);
    const same = await client.put(path, { ...document, _id: id }, { 'if-match': put.body._etag });
    expect(same.status).toBe(200);
    const patch = await client.patch(path, {}, { 'if-match': same.body._etag });
    expect([patch.status, patch.body._id]).toEqual([200, id]);
    for (const other of ['other', 49, null, { toString: 1 }]) {
      for (const send of ['put', 'patch'] as const) {
        const rejected = await client[send](path, { ...document, _id: other }, { 'if-match': patch.body._etag });
        expect([rejected.status, rejected.body._error.message]).toEqual([400, IMMUTABLE('_id')]);
      }
    }
    expect(await storedIn(service, resource).findOne({ _id: id as never })).not.toBeNull();

    expect((await client.delete(path, { 'if-match': patch.body._etag })).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    const upserted = await client.put(path, document);
    expect([upserted.status, upserted.body._id]).toEqual([201, id]);
    expect(upserted.headers.get('location')).toBe(path);
  });

  it('are cast, and validated by the rules of their field', async () => {
    expect((await client.post('/tickets', { _id: '7' })).body._id).toBe(7);
    expect((await client.post('/tickets', { _id: -1 })).body._issues).toEqual({ _id: 'min value is 0' });
    expect((await client.post('/tickets', { _id: 'x' })).body._issues).toEqual({ _id: 'must be of integer type' });
    expect((await client.post('/books', { _id: null, title: 'x' })).body._issues).toEqual({
      _id: 'null value not allowed',
    });
    const { body } = await client.get(`/tickets${query({ where: '{"_id":{"$gte":"7"}}', sort: '-_id' })}`);
    expect(body._items.map(({ _id }) => _id)).toContain(7);
    expect((await client.get(`/tickets${query({ where: '{"_id":"x"}' })}`)).status).toBe(400);
  });

  it('are the hexadecimal digits of an ObjectId where the client leaves a text out, and required where it is none', async () => {
    const { status, body } = await client.post('/books', { title: 'x' });
    expect([status, body._id]).toEqual([201, expect.stringMatching(/^[a-f0-9]{24}$/)]);
    expect((await client.get(`/books/${body._id}`)).body._id).toBe(body._id);
    expect((await client.post('/tickets', {})).body._issues).toEqual({ _id: 'required field' });
    expect((await client.post('/sessions', {})).body._issues).toEqual({ _id: 'required field' });
  });

  it('are taken once: 409, also within a list, of which nothing is stored', async () => {
    await client.create('/tickets', { _id: 100 });

    expect((await client.post('/tickets', { _id: 100 })).status).toBe(409);
    expect((await client.post('/tickets', [{ _id: 101 }, { _id: 100 }])).status).toBe(409);
    expect((await client.post('/tickets', [{ _id: 102 }, { _id: 102 }])).status).toBe(409);
    expect((await client.get('/tickets/101')).status).toBe(404);
  });

  it.each(['/tickets/x', '/tickets/1.5', '/tickets/99999999999999999999', '/sessions/1', '/books/a%2Fb', '/books/%00'])(
    'make %s no URL of an item',
    async (path) => {
      for (const method of ['get', 'delete'] as const) expect((await client[method](path)).status).toBe(404);
    },
  );

  it('are always shown and can always be asked for, whatever a projection leaves out', async () => {
    await client.create('/books', { _id: 'p', title: 'x' });

    const only = await client.get(`/books/p${query({ projection: '{"title":1}' })}`);
    expect(only.body).toMatchObject({ _id: 'p', title: 'x', _links: { self: { href: 'books/p' } } });
    const without = await client.get(`/books/p${query({ projection: '{"title":0}' })}`);
    expect(without.body._id).toBe('p');
  });

  it('may be another field than _id', async () => {
    const posted = await client.post('/articles', { sku: 'a-1', title: 'x' });
    expect(posted.status).toBe(201);
    const { _created, _updated, _etag, ...writeResponse } = posted.body;
    expect([_created, _updated, _etag]).not.toContain(undefined);
    expect(writeResponse).toEqual({
      sku: 'a-1',
      _status: 'OK',
      _links: { self: { title: 'Article', href: 'articles/a-1' } },
    });
    expect(posted.headers.get('location')).toBe(`/articles/a-1`);
    const item = await client.get(`/articles/a-1${query({ projection: '{"title":1}' })}`);
    expect(item.body).toMatchObject({ sku: 'a-1', title: 'x', _links: { self: { href: 'articles/a-1' } } });
    expect(item.body._id).toMatch(/^[a-f0-9]{24}$/);
    expect((await client.get(`/articles/${item.body._id}`)).status).toBe(404);

    const put = await client.put('/articles/a-1', { stock: 1 }, { 'if-match': posted.body._etag });
    expect([put.status, put.body['sku']]).toEqual([200, 'a-1']);
    expect((await client.get('/articles/a-1')).body).toMatchObject({ _id: item.body._id, sku: 'a-1', stock: 1 });
    const moved = await client.patch('/articles/a-1', { sku: 'a-2' }, { 'if-match': put.body._etag });
    expect([moved.status, moved.body._error.message]).toEqual([400, IMMUTABLE('sku')]);
    const upserted = await client.put('/articles/b-1', { title: 'y' });
    expect([upserted.status, upserted.body['sku']]).toEqual([201, 'b-1']);
  });

  it('has a unique field of its own', async () => {
    await client.create('/articles', { sku: 'twice' });

    const rejected = await client.post('/articles', { sku: 'twice' });
    expect([rejected.status, rejected.body._issues]).toEqual([422, { sku: "value 'twice' is not unique" }]);
    const made = await client.post('/articles', { title: 'no sku' });
    const sku = String(made.body['sku']);
    expect([made.status, sku]).toEqual([201, expect.stringMatching(/^[a-f0-9]{24}$/)]);
    expect((await client.get(`/articles/${sku}`)).body).toMatchObject({ _id: sku, sku });
  });

  it('may differ from what ends the URL of an item', async () => {
    const posted = await client.post('/pages', { slug: 'about-us', text: 'x' });
    expect(posted.headers.get('location')).toBe(`/pages/about-us`);
    expect(posted.body._id).toMatch(/^[a-f0-9]{24}$/);
    expect((await client.get('/pages/about-us')).body).toMatchObject({ _id: posted.body._id, text: 'x' });
    expect((await client.get(`/pages/${posted.body._id}`)).status).toBe(404);

    const put = await client.put('/pages/about-us', { slug: 'other', text: 'y' }, { 'if-match': posted.body._etag });
    expect([put.status, put.body._links['self']?.href]).toEqual([200, 'pages/about-us']);
    const renamed = await client.patch('/pages/about-us', { slug: 'us' }, { 'if-match': put.body._etag });
    expect([renamed.status, renamed.body._links['self']?.href]).toEqual([200, 'pages/us']);
    const upserted = await client.put('/pages/new', { text: 'z' });
    expect([upserted.status, upserted.body._links['self']?.href]).toEqual([201, 'pages/new']);
    const listed = await client.get(`/pages${query({ projection: '{"text":1}' })}`);
    expect(listed.body._items.map(({ _links }) => _links['self']?.href).toSorted()).toEqual(['pages/new', 'pages/us']);
  });

  it('can be referred to and embedded', async () => {
    await client.post('/books', [
      { _id: 'b1', title: 'one' },
      { _id: 'b 2', title: 'two' },
    ]);
    await client.create('/tickets', { _id: 200, title: 't' });
    await client.create('/articles', { sku: 'ref', title: 'art' });

    const { status, body } = await client.post('/orders', { ticket: 200, books: ['b1', 'b 2'], article: 'ref' });
    expect(status).toBe(201);
    expect(body._links['related']).toEqual({
      ticket: { title: 'Ticket', href: 'tickets/200' },
      books: [
        { title: 'Book', href: 'books/b1' },
        { title: 'Book', href: 'books/b%202' },
      ],
      article: { title: 'Article', href: 'articles/ref' },
    });
    const path = `/orders/${body._id}${query({ embedded: '{"ticket":1,"books":1,"article":1}' })}`;
    expect((await client.get(path)).body).toMatchObject({
      ticket: { _id: 200, title: 't' },
      books: [{ title: 'one' }, { title: 'two' }],
      article: { sku: 'ref', title: 'art' },
    });
    const rejected = await client.post('/orders', { ticket: 201 });
    expect(rejected.body._issues).toEqual({ ticket: "value '201' must exist in resource 'tickets', field '_id'." });
  });
});
