import { PeopleModule } from '../fixtures/people.js';
import { ProductsModule } from '../fixtures/products.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TIME, AN_ETAG } from '../support/wire.js';

describe('PATCH', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, ProductsModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers 200 with the server fields and the new tag', async () => {
    const { id, path, etag } = await client.create('/people', { firstname: 'barack', lastname: 'obama' });
    const { status, headers, body } = await client.patch(path, { firstname: 'ronald' }, { 'if-match': `"${etag}"` });
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
    const served = await client.get(path);
    expect(served.headers.get('etag')).toBe(`"${body._etag}"`);
    expect(served.body).toMatchObject({ firstname: 'ronald', lastname: 'obama', _updated: body._updated });
  });

  it('changes only what it names', async () => {
    const document = { firstname: 'a', lastname: 'b', role: ['author'], location: { city: 'NY' }, age: 5 };
    const { path, etag } = await client.create('/people', document);
    const before = await client.get(path);
    await client.patch(path, { age: 6 }, { 'if-match': etag });
    const { body } = await client.get(path);
    expect(body).toEqual({ ...before.body, age: 6, _etag: body._etag, _updated: body._updated });
  });

  it('keeps the time of creation', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const longAgo = new Date('2001-02-03T04:05:06Z');
    await storedIn(service, 'people').updateOne({ _etag: etag }, { $set: { _created: longAgo, _updated: longAgo } });
    const { body } = await client.patch(path, { lastname: 'b' }, { 'if-match': etag });
    expect(body._created).toBe(longAgo.toUTCString());
    expect(Date.parse(body._updated)).toBeGreaterThan(longAgo.getTime());
  });

  it('merges sub-documents and replaces lists', async () => {
    const { path, etag } = await client.create('/people', {
      lastname: 'a',
      location: { address: 'A', city: 'NY' },
      role: ['author', 'copy'],
    });
    await client.patch(path, { location: { city: 'LA' }, role: ['contributor'] }, { 'if-match': etag });
    const { body } = await client.get(path);
    expect(body['location']).toEqual({ address: 'A', city: 'LA' });
    expect(body['role']).toEqual(['contributor']);
  });

  it('adds a sub-document where there was none', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    await client.patch(path, { location: { city: 'LA' } }, { 'if-match': etag });
    expect((await client.get(path)).body['location']).toEqual({ city: 'LA' });
  });

  it('reaches into a sub-document by a dotted name', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a', location: { city: 'NY' } });
    const changes = { firstname: 'ronald', 'location.address': 'A' };
    const { status } = await client.patch(path, changes, { 'if-match': etag });
    expect(status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({
      firstname: 'ronald',
      location: { address: 'A', city: 'NY' },
    });
  });

  it('does not require the required fields of a sub-document that has them already', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', box: { width: 3, height: 4 } });
    const { status } = await client.patch(path, { box: { height: 5 } }, { 'if-match': etag });
    expect(status).toBe(200);
    expect((await client.get(path)).body['box']).toMatchObject({ width: 3, height: 5 });
  });

  it('is valid when it changes nothing, and gives a new tag all the same', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const { status, body } = await client.patch(path, {}, { 'if-match': etag });
    expect(status).toBe(200);
    expect(body._etag).not.toBe(etag);
    const again = await client.patch(path, { lastname: 'a' }, { 'if-match': body._etag });
    expect(again.status).toBe(200);
    expect(again.body._etag).not.toBe(body._etag);
  });

  it('sets null where null is a value', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', note: 'fragile' });
    expect((await client.patch(path, { note: null }, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body['note']).toBeNull();
  });

  it('gives a field that the stored document lacks its default', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball' });
    await storedIn(service, 'products').updateOne({ _etag: etag }, { $unset: { stock: '' } });
    expect((await client.patch(path, { note: 'x' }, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({ note: 'x', stock: 0 });
  });

  it('leaves alone what other fields have in place of their default', async () => {
    const { path, etag } = await client.create('/products', { name: 'ball', stock: 5, active: false });
    await client.patch(path, { note: 'x' }, { 'if-match': etag });
    expect((await client.get(path)).body).toMatchObject({ note: 'x', stock: 5, active: false });
  });

  it('may repeat the id, not change it', async () => {
    const { id, path, etag } = await client.create('/people', { lastname: 'a' });
    const other = '76543210fedcba9876543210';
    const rejected = await client.patch(path, { _id: other, lastname: 'b' }, { 'if-match': etag });
    expect(rejected.status).toBe(400);
    expect(rejected.body._error.message).toMatch(/^Attempt to update an immutable field\./);
    expect((await client.get(path)).body).toMatchObject({ _id: id, lastname: 'a', _etag: etag });
    expect((await client.patch(path, { _id: id, lastname: 'b' }, { 'if-match': etag })).status).toBe(200);
  });

  it.each(['0123456789abcdef01234567', 'abc'])('creates nothing under the unknown id %s', async (id) => {
    const before = await client.count('/people');
    for (const headers of [{}, { 'if-match': '*' }]) {
      expect((await client.patch(`/people/${id}`, { lastname: 'x' }, headers as Record<string, string>)).status).toBe(
        404,
      );
    }
    expect(await client.count('/people')).toBe(before);
  });
});
