import { join } from 'node:path';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { AN_ETAG, AN_ID, A_TIME } from '../support/wire.js';

const F1 = join(import.meta.dirname, '../fixtures/f1.json');
const OBAMA = {
  firstname: 'barack',
  lastname: 'obama',
  role: ['author'],
  location: { city: 'NY' },
  born: 'Thu, 27 Aug 1970 14:37:13 GMT',
  age: 50,
};

describe('a configuration of Eve dumped to JSON', () => {
  let app: TestApp;
  let client: Client;

  beforeEach(async () => {
    app = await startTestApp({ domain: F1 });
    client = new Client(app.url);
  });
  afterEach(() => app.stop());

  it('has its resources in the home resource, in their order, and no others', async () => {
    expect((await client.get('/')).body).toEqual({
      _links: {
        child: [
          { href: 'people', title: 'people' },
          { href: 'works', title: 'works' },
        ],
      },
    });
    expect((await client.get('/estimations')).status).toBe(404);
  });

  it('serves an empty collection', async () => {
    const { status, headers, body } = await client.get('/people');

    expect(status).toBe(200);
    expect(headers.get('x-total-count')).toBe('0');
    expect(headers.get('last-modified')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(body).toEqual({
      _items: [],
      _links: { parent: { title: 'home', href: '/' }, self: { title: 'people', href: 'people' } },
      _meta: { page: 1, max_results: 25, total: 0 },
    });
  });

  it('creates and serves a document', async () => {
    const created = await client.post('/people', OBAMA);
    const { _id: id, _etag: etag } = created.body;

    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/people/${id}`);
    expect(created.body).toEqual({
      _updated: A_TIME,
      _created: A_TIME,
      _etag: AN_ETAG,
      _id: AN_ID,
      _links: { self: { title: 'person', href: `people/${id}` } },
      _status: 'OK',
    });
    const { headers, body } = await client.get(`/people/${id}`);
    expect(headers.get('etag')).toBe(`"${etag}"`);
    expect(body).toEqual({
      ...OBAMA,
      _id: id,
      _updated: A_TIME,
      _created: A_TIME,
      _etag: etag,
      _links: {
        self: { title: 'person', href: `people/${id}` },
        parent: { title: 'home', href: '/' },
        collection: { title: 'people', href: 'people' },
      },
    });
  });

  it('finds an item by its additional look-up, to be read only', async () => {
    const { id } = await client.create('/people', OBAMA);

    const { status, body } = await client.get('/people/obama');
    expect(status).toBe(200);
    expect(body._links['self']).toEqual({ title: 'person', href: `people/${id}` });
    expect((await client.patch('/people/obama', {})).status).toBe(405);
  });

  it('turns pages with the links of Eve', async () => {
    await client.post(
      '/people',
      Array.from({ length: 60 }, (_, index) => ({ lastname: `p${index}` })),
    );

    const { headers, body } = await client.get('/people?page=2');
    expect(headers.get('x-total-count')).toBe('60');
    expect(body._links).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title: 'people', href: 'people?page=2' },
      next: { title: 'next page', href: 'people?page=3' },
      last: { title: 'last page', href: 'people?page=3' },
      prev: { title: 'previous page', href: 'people' },
    });
  });

  it('answers 304 to what the client has already', async () => {
    const { path, etag } = await client.create('/people', OBAMA);

    for (const tag of [etag, `"${etag}"`, `W/"${etag}"`]) {
      expect((await client.get(path, { 'if-none-match': tag })).status).toBe(304);
    }
    expect((await client.get(path, { 'if-none-match': 'abc' })).status).toBe(200);
  });

  it('creates several documents, and one by PUT', async () => {
    const { status, body } = await client.post('/people', [{ lastname: 'a' }, { lastname: 'b' }]);
    expect(status).toBe(201);
    expect(body).toMatchObject({ _status: 'OK', _items: [{ _status: 'OK' }, { _status: 'OK' }] });

    const put = await client.put('/people/00000000000000000000000a', { lastname: 'c' });
    expect(put.status).toBe(201);
    expect(put.headers.get('location')).toBe(`/people/00000000000000000000000a`);
  });

  it('reports what is wrong with a document in the words of Eve', async () => {
    const { status, body } = await client.post('/people', { firstname: '', nope: 1, age: 'x', role: ['king'] });

    expect(status).toBe(422);
    expect(body).toEqual({
      _status: 'ERR',
      _issues: {
        age: 'must be of integer type',
        firstname: 'min length is 1',
        lastname: 'required field',
        nope: 'unknown field',
        role: "unallowed values ('king',)",
      },
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
    const nested = await client.post('/people', { lastname: 'x', location: { zip: 1, city: 3 } });
    expect(nested.body._issues).toEqual({ location: { city: 'must be of string type', zip: 'unknown field' } });
  });

  it('rejects a list of documents as a whole', async () => {
    const { status, body } = await client.post('/people', [
      { firstname: 'waytoolongname', lastname: 'obama' },
      { firstname: 'ok', lastname: 'ok' },
    ]);

    expect(status).toBe(422);
    expect(body._items).toEqual([{ _status: 'ERR', _issues: { firstname: 'max length is 10' } }, { _status: 'OK' }]);
    expect(await client.count('/people')).toBe(0);
    await client.create('/people', OBAMA);
    expect((await client.post('/people', OBAMA)).body._issues).toEqual({ lastname: "value 'obama' is not unique" });
  });

  it('reports a value that is taken beside what else is wrong', async () => {
    const { path, etag } = await client.create('/people', OBAMA);
    const other = await client.create('/people', { lastname: 'other' });
    const wrong = { firstname: 'waytoolongname', lastname: 'obama' };
    const both = { firstname: 'max length is 10', lastname: "value 'obama' is not unique" };

    const bulk = await client.post('/people', [wrong, { firstname: 'ok', lastname: 'ok' }]);
    expect(bulk.body._items).toEqual([{ _status: 'ERR', _issues: both }, { _status: 'OK' }]);
    for (const write of [client.put.bind(client), client.patch.bind(client)]) {
      expect((await write(other.path, wrong, { 'if-match': other.etag })).body._issues).toEqual(both);
      expect((await write(path, wrong, { 'if-match': etag })).body._issues).toEqual({ firstname: both.firstname });
    }
  });

  it('changes, replaces and deletes on condition of the entity tag', async () => {
    const { path, etag } = await client.create('/people', OBAMA);

    expect((await client.patch(path, { age: 51 })).status).toBe(428);
    expect((await client.patch(path, { age: 51 }, { 'if-match': 'abc' })).status).toBe(412);
    const patched = await client.patch(path, { 'location.address': 'A' }, { 'if-match': etag });
    expect(patched.status).toBe(200);
    expect((await client.get(path)).body['location']).toEqual({ city: 'NY', address: 'A' });
    const replaced = await client.put(path, { lastname: 'laced' }, { 'if-match': patched.body._etag });
    expect(replaced.status).toBe(200);
    expect((await client.delete(path, { 'if-match': replaced.body._etag })).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.delete('/people')).status).toBe(204);
  });

  it('links and embeds what a document refers to', async () => {
    const { id } = await client.create('/people', OBAMA);
    const { path } = await client.create('/works', { title: 'w', owner: id });

    const { body } = await client.get(`${path}?embedded={"owner":1}`);

    expect(body['owner']).toMatchObject({ firstname: 'barack', _id: id, _etag: AN_ETAG });
    expect(body._links['related']).toEqual({ owner: { title: 'person', href: `people/${id}` } });
    expect((await client.post('/works', { title: 'w', owner: '0'.repeat(24) })).body._issues).toEqual({
      owner: "value '000000000000000000000000' must exist in resource 'people', field '_id'.",
    });
  });

  it.each(['PUT', 'PATCH'])('does not offer %s on a collection', async (method) => {
    expect((await client.send(method, '/people')).status).toBe(405);
  });
});

describe('a domain document beside the built-in resources', () => {
  it('may refer to them', async () => {
    const relation = { type: 'objectid', data_relation: { resource: 'estimations', embeddable: true } };
    const app = await startTestApp({
      domain: {
        BUILTIN_RESOURCES: true,
        RESOURCE_METHODS: ['GET', 'POST'],
        DOMAIN: { ranks: { schema: { of: relation } } },
      },
    });
    const client = new Client(app.url);
    const { id } = await client.create('/estimations', { bestseller_rank: 48, category: 'Books' });

    expect((await client.post('/ranks', { of: id })).status).toBe(201);
    await app.stop();
  });
});
