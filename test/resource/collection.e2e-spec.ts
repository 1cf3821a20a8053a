import mongoose from 'mongoose';
import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { ObjectId } = mongoose.Types;

describe('GET on a collection', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers an empty page when there is nothing', async () => {
    const { status, headers, body } = await client.get('/people');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-total-count')).toBe('0');
    expect(headers.has('last-modified')).toBe(false);
    expect(body).toEqual({
      _items: [],
      _links: { parent: { title: 'home', href: '/' }, self: { title: 'people', href: 'people' } },
      _meta: { page: 1, max_results: 25, total: 0 },
    });
  });

  it('shows each document as GET on the item does, but for the links', async () => {
    const { path } = await client.create('/people', { lastname: 'obama', location: { city: 'NY' }, role: ['author'] });
    const item = await client.get(path);
    const { headers, body } = await client.get('/people');
    const { _links: itemLinks, ...fields } = item.body;
    expect(headers.get('x-total-count')).toBe('1');
    expect(body._items).toEqual([{ ...fields, _links: { self: itemLinks['self'] } }]);
    expect(body._meta).toEqual({ page: 1, max_results: 25, total: 1 });
  });

  it('was last modified when the newest document of the page was', async () => {
    const times = ['2020-01-01T00:00:00Z', '2024-02-29T12:30:45Z', '2022-01-01T00:00:00Z'].map(
      (text) => new Date(text),
    );
    const documents = times.map((_updated) => ({ _id: new ObjectId(), lastname: 'x', _updated, _created: _updated }));
    await storedIn(service, 'people').insertMany(documents);
    const { headers } = await client.get('/people');
    expect(headers.get('last-modified')).toBe('Thu, 29 Feb 2024 12:30:45 GMT');
    const onlyOldest = await client.get('/people?max_results=1');
    expect(onlyOldest.headers.get('last-modified')).toBe('Wed, 01 Jan 2020 00:00:00 GMT');
  });

  it('has no entity tag and takes no notice of conditional headers', async () => {
    const { etag } = await client.create('/people', { lastname: 'obama' });
    const plain = await client.get('/people');
    expect(plain.headers.has('etag')).toBe(false);
    for (const conditions of [
      { 'if-none-match': `"${etag}"` },
      { 'if-none-match': '*' },
      { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() },
    ]) {
      const answer = await client.get('/people', conditions);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(plain.body);
    }
  });

  it('is found with a trailing slash too', async () => {
    await client.create('/people', { lastname: 'obama' });
    const [without, withSlash] = await Promise.all([client.get('/people'), client.get('/people/')]);
    expect(withSlash.status).toBe(200);
    expect(withSlash.body).toEqual(without.body);
    const created = await client.post('/people/', { lastname: 'biden' });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/people/${created.body._id}`);
  });

  it('keeps the order of creation when nothing else is asked', async () => {
    const names = ['c', 'a', 'b'];
    for (const lastname of names) await client.create('/people', { lastname });
    const { body } = await client.get('/people');
    expect(body._items.map(({ lastname }) => lastname)).toEqual(names);
  });
});
