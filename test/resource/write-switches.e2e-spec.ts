import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { WorksModule } from '../fixtures/works.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

class Address {
  @Field.string({ required: true })
  city!: string;

  @Field.string()
  street?: string;
}

@Resource({ name: 'shops', extraResponseFields: ['name'] })
class Shop {
  @Field.string({ required: true })
  name!: string;

  @Field.string({ default: 'open' })
  state!: string;

  @Field.dict(Address)
  address?: Address;

  @Field.point()
  location?: object;
}

@Module({ imports: [WorksModule, ResourceModule.forFeature(Shop)] })
class ShopsModule {}

/** What every write answers beside fields of the document. */
const SERVER_MEMBERS = ['_created', '_etag', '_id', '_links', '_status', '_updated'];

describe('switches of writes', () => {
  let service: TestApp | undefined;

  async function serve(environment: Record<string, string>): Promise<Client> {
    service = await startTestApp({ features: [ShopsModule], environment });
    return new Client(service.url);
  }

  afterEach(async () => {
    await service?.stop();
  });

  it('with ENFORCE_IF_MATCH off, If-Match may be left out and is checked where it is sent', async () => {
    const client = await serve({ ENFORCE_IF_MATCH: 'false' });
    const { path, etag } = await client.create('/people', { lastname: 'obama' });

    expect((await client.patch(path, { lastname: 'x' }, { 'if-match': 'other' })).status).toBe(412);
    const { status, body } = await client.patch(path, { lastname: 'new' });
    expect([status, body._etag === etag]).toEqual([200, false]);
    expect((await client.put(path, { lastname: 'newer' })).status).toBe(200);
    expect((await client.delete(path, { 'if-match': etag })).status).toBe(412);
    expect((await client.delete(path)).status).toBe(204);
  });

  it('with IF_MATCH off nobody is reported of entity tags, and an If-Match that is sent must still be one', async () => {
    const client = await serve({ IF_MATCH: 'false' });
    const created = await client.post('/people', { lastname: 'obama' });
    const path = `/people/${created.body._id}`;
    const item = await client.get(path);
    const page = await client.get('/people');
    const changed = await client.patch(path, { lastname: 'new' });

    for (const body of [created.body, item.body, page.body._items[0], changed.body])
      expect(body).not.toHaveProperty('_etag');
    expect([item.headers.get('etag'), changed.headers.get('etag')]).toEqual([null, null]);
    expect(item.headers.get('last-modified')).not.toBeNull();
    expect((await client.patch(path, { lastname: 'x' }, { 'if-match': 'abc' })).status).toBe(412);
    expect((await client.delete(path)).status).toBe(204);
  });

  it('with BANDWIDTH_SAVER off a write answers with the whole document', async () => {
    const client = await serve({ BANDWIDTH_SAVER: 'false' });
    const { body } = await client.post('/shops', { name: 'Ann', address: { city: 'Rome' } });
    expect(body).toMatchObject({ name: 'Ann', state: 'open', address: { city: 'Rome' }, _status: 'OK' });
    const bulk = await client.post('/shops', [{ name: 'a' }, { name: 'b' }]);
    expect(bulk.body._items.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('with BANDWIDTH_SAVER off a write embeds what its query asks for, and rejects what it cannot before it writes', async () => {
    const client = await serve({ BANDWIDTH_SAVER: 'false' });
    const owner = await client.post('/people', { lastname: 'obama' });
    const embedded = `/works${query({ embedded: '{"owner":1}' })}`;
    const created = await client.post(embedded, { title: 'w', owner: owner.body._id });
    expect(created.body).toMatchObject({ title: 'w', owner: { lastname: 'obama' }, _status: 'OK' });

    const path = `/works/${created.body._id}`;
    const match = { 'if-match': created.body._etag };
    const rejected = await client.patch(`${path}${query({ embedded: '{"title":1}' })}`, { title: 'x' }, match);
    expect([rejected.status, (await client.get(path)).body['title']]).toEqual([400, 'w']);
    const changed = await client.patch(`${path}${query({ embedded: '{"owner":1}' })}`, { title: 'x' }, match);
    expect(changed.body).toMatchObject({ title: 'x', owner: { lastname: 'obama' } });
    const bulk = await client.post(embedded, [{ title: 'a', owner: owner.body._id }, { title: 'b' }]);
    expect(bulk.body._items).toMatchObject([{ owner: { lastname: 'obama' } }, { title: 'b' }]);
  });

  it('answers a write with the extra fields of the resource', async () => {
    const client = await serve({});
    const { body } = await client.post('/shops', { name: 'Ann' });
    expect(Object.keys(body).toSorted()).toEqual([...SERVER_MEMBERS, 'name']);
    const people = await client.post('/people', { lastname: 'x' });
    expect(Object.keys(people.body).toSorted()).toEqual(SERVER_MEMBERS);
  });

  it('with MERGE_NESTED_DOCUMENTS off PATCH replaces a sub-document, which must then be whole', async () => {
    const client = await serve({ MERGE_NESTED_DOCUMENTS: 'false' });
    const { path, etag } = await client.create('/shops', { name: 'Ann', address: { city: 'Rome', street: 'Via' } });

    const rejected = await client.patch(path, { address: { street: 'Corso' } }, { 'if-match': etag });
    expect([rejected.status, rejected.body._issues]).toEqual([422, { address: { city: 'required field' } }]);
    await client.patch(path, { address: { city: 'Bari' } }, { 'if-match': etag });
    expect((await client.get(path)).body['address']).toEqual({ city: 'Bari' });
  });

  it('with NORMALIZE_DOTTED_FIELDS off a dotted name is an unknown field', async () => {
    const client = await serve({ NORMALIZE_DOTTED_FIELDS: 'false' });
    const { status, body } = await client.post('/shops', { name: 'Ann', 'address.city': 'Rome' });
    expect([status, body._issues]).toEqual([422, { 'address.city': 'unknown field' }]);
  });

  it.each([
    ['true', 'open'],
    ['false', undefined],
  ])('with NORMALIZE_ON_PATCH %s a default that the document lacks is %s', async (setting, state) => {
    const client = await serve({ NORMALIZE_ON_PATCH: setting });
    const { path, etag } = await client.create('/shops', { name: 'Ann' });
    const stored = await client.get(path);
    expect(stored.body['state']).toBe('open');
    if (!service) throw new Error('no service');
    await storedIn(service, 'shops').updateOne({}, { $unset: { state: 1 } });

    expect((await client.patch(path, { name: 'Bea' }, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body['state']).toBe(state);
  });

  it.each([
    ['false', 422],
    ['true', 201],
  ])(
    'with ALLOW_CUSTOM_FIELDS_IN_GEOJSON %s a point with a member of its own is answered %i',
    async (setting, expected) => {
      const client = await serve({ ALLOW_CUSTOM_FIELDS_IN_GEOJSON: setting });
      const location = { type: 'Point', coordinates: [1, 2], crs: 'x' };
      const { status, body } = await client.post('/shops', { name: 'Ann', location });
      expect(status).toBe(expected);
      if (status === 422) expect(body._issues).toEqual({ location: 'must be of point type' });
    },
  );

  it('with VALIDATION_ERROR_STATUS a document that is not valid is answered so', async () => {
    const client = await serve({ VALIDATION_ERROR_STATUS: '400' });
    const { status, body } = await client.post('/people', {});
    expect([status, body._error.code, body._issues]).toEqual([400, 400, { lastname: 'required field' }]);
    const { path, etag } = await client.create('/people', { lastname: 'x' });
    expect((await client.patch(path, { lastname: '' }, { 'if-match': etag })).status).toBe(400);
    const problem = await client.post('/people', {}, { accept: 'application/problem+json' });
    expect([problem.status, problem.body['status'], problem.body['title']]).toEqual([400, 400, 'Bad Request']);
  });
});
