import { PeopleModule } from '../fixtures/people.js';
import { ProductsModule } from '../fixtures/products.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TIME, AN_ETAG } from '../support/wire.js';

const NEW_ID = '0123456789abcdef01234567';

describe('PUT', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, ProductsModule, RestrictedModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers 200 with the server fields and the new tag', async () => {
    const { id, path, etag } = await client.create('/people', { firstname: 'barack', lastname: 'obama' });
    const { status, headers, body } = await client.put(path, { lastname: 'laced' }, { 'if-match': `"${etag}"` });
    expect(status).toBe(200);
    expect(body).toEqual({
      _id: id,
      _updated: A_TIME,
      _created: A_TIME,
      _etag: AN_ETAG,
      _links: { self: { title: 'person', href: `people/${id}` } },
      _status: 'OK',
    });
    expect(body._etag).not.toBe(etag);
    expect(headers.get('etag')).toBe(`"${body._etag}"`);
    expect(headers.get('last-modified')).toBe(body._updated);
    expect(headers.has('location')).toBe(false);
  });

  it('replaces the whole document: what is left out is gone', async () => {
    const { path, etag } = await client.create('/people', { firstname: 'a', lastname: 'b', location: { city: 'NY' } });
    const replaced = await client.put(path, { lastname: 'c', location: { address: 'D' } }, { 'if-match': etag });
    const { headers, body } = await client.get(path);
    expect(body).toMatchObject({ lastname: 'c', location: { address: 'D' } });
    expect(body['location']).toEqual({ address: 'D' });
    expect(body).not.toHaveProperty('firstname');
    expect(body._etag).toBe(replaced.body._etag);
    expect(headers.get('etag')).toBe(`"${replaced.body._etag}"`);
  });

  it('applies defaults', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', stock: 5, active: false });
    await client.put(path, { name: 'bat' }, { 'if-match': etag });
    expect((await client.get(path)).body).toMatchObject({ name: 'bat', stock: 0, active: true });
  });

  it('keeps the time of creation', async () => {
    const { path, id, etag } = await client.create('/people', { lastname: 'a' });
    const longAgo = new Date('2001-02-03T04:05:06Z');
    await storedIn(service, 'people').updateMany({}, { $set: { _created: longAgo, _updated: longAgo } });
    const { body } = await client.put(path, { lastname: 'b' }, { 'if-match': etag });
    expect(body).toMatchObject({ _id: id, _created: longAgo.toUTCString() });
    expect(Date.parse(body._updated)).toBeGreaterThan(longAgo.getTime());
    expect((await client.get(path)).body).toMatchObject({ _created: body._created, _updated: body._updated });
  });

  it('may repeat the id', async () => {
    const { id, path, etag } = await client.create('/people', { lastname: 'a' });
    expect((await client.put(path, { _id: id, lastname: 'b' }, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body['lastname']).toBe('b');
  });

  it('does not change the id', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const { status, body } = await client.put(path, { _id: NEW_ID, lastname: 'b' }, { 'if-match': etag });
    expect(status).toBe(400);
    expect(body._error.message).toMatch(/^Attempt to update an immutable field\./);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'a', _etag: etag });
    expect((await client.get(`/people/${NEW_ID}`)).status).toBe(404);
  });

  it('succeeds twice with the same content in the same second, and gives a new tag each time', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'same' });
    const first = await client.put(path, { lastname: 'same' }, { 'if-match': `"${etag}"` });
    const second = await client.put(path, { lastname: 'same' }, { 'if-match': `"${first.body._etag}"` });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(new Set([etag, first.body._etag, second.body._etag]).size).toBe(3);
  });

  it('creates the document under an id that is free', async () => {
    const path = `/people/${NEW_ID}`;
    const { status, headers, body } = await client.put(path, { lastname: 'new' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(path);
    expect(body).toEqual({
      _id: NEW_ID,
      _updated: A_TIME,
      _created: body._updated,
      _etag: AN_ETAG,
      _links: { self: { title: 'person', href: `people/${NEW_ID}` } },
      _status: 'OK',
    });
    expect((await client.get(path)).body).toMatchObject({ _id: NEW_ID, lastname: 'new', _etag: body._etag });
    expect(await client.count('/people')).toBe(1);
  });

  it('creates under a free id what repeats this id, and nothing under another', async () => {
    const path = `/people/${NEW_ID}`;
    const other = await client.put(path, { _id: '76543210fedcba9876543210', lastname: 'x' });
    expect(other.status).toBe(400);
    expect(await client.count('/people')).toBe(0);
    expect((await client.put(path, { _id: NEW_ID, lastname: 'x' })).status).toBe(201);
  });

  it('answers 422 as POST does to an invalid document for a free id, and creates nothing', async () => {
    const { status, headers, body } = await client.put(`/people/${NEW_ID}`, { firstname: '' });
    expect(status).toBe(422);
    expect(headers.has('location')).toBe(false);
    expect(body).toEqual({
      _status: 'ERR',
      _issues: { firstname: 'min length is 1', lastname: 'required field' },
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
    expect(await client.count('/people')).toBe(0);
  });

  it('creates nothing where the resource does not allow it', async () => {
    const { status } = await client.put(`/texts/drafts/${NEW_ID}`, { text: 'new' });
    expect(status).toBe(404);
    expect(await client.count('/texts/drafts')).toBe(0);
    const { path, etag } = await client.create('/texts/drafts', { text: 'old' });
    expect((await client.put(path, { text: 'new' }, { 'if-match': etag })).status).toBe(200);
  });

  it.each(['abc', '0123456789ABCDEF01234567', '0123456789abcdef0123456'])(
    'answers 404 under %s, which is no id',
    async (id) => {
      expect((await client.put(`/people/${id}`, { lastname: 'x' })).status).toBe(404);
      expect(await client.count('/people')).toBe(0);
    },
  );
});
