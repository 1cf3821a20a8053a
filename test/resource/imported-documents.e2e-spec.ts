import mongoose from 'mongoose';
import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { AN_ETAG } from '../support/wire.js';

const EPOCH = 'Thu, 01 Jan 1970 00:00:00 GMT';
const { Decimal128, Long, ObjectId } = mongoose.mongo;

describe('a document that another program wrote', () => {
  let service: TestApp;
  let client: Client;
  let path: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    const { insertedId } = await storedIn(service, 'people').insertOne({
      lastname: 'lincoln',
      location: { city: 'Springfield', zip: '62701' },
      nickname: 'abe',
    });
    path = `/people/${insertedId.toHexString()}`;
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is served with a tag, and the epoch for the times nobody recorded', async () => {
    const { status, headers, body } = await client.get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      lastname: 'lincoln',
      _created: EPOCH,
      _updated: EPOCH,
      _etag: AN_ETAG,
    });
    expect(headers.get('etag')).toBe(`"${body._etag}"`);
    expect(headers.get('last-modified')).toBe(EPOCH);
  });

  it('has the same tag every time and everywhere', async () => {
    const [first, second, page] = [await client.get(path), await client.get(path), await client.get('/people')];
    expect(second.body._etag).toBe(first.body._etag);
    expect(page.body._items.map(({ _etag }) => _etag)).toEqual([first.body._etag]);
  });

  it('is known to a client that has its tag', async () => {
    const { headers } = await client.get(path);
    expect((await client.get(path, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('does not make a page look modified', async () => {
    const { headers } = await client.get('/people');
    expect(headers.get('x-total-count')).toBe('1');
    expect(headers.has('last-modified')).toBe(false);
  });

  it('can be changed under the tag served, and loses nothing', async () => {
    const { headers } = await client.get(path);
    const { status, body } = await client.patch(path, { age: 56 }, { 'if-match': headers.get('etag') ?? '' });
    expect(status).toBe(200);
    expect(body._created).toBe(EPOCH);
    expect(Date.parse(body._updated)).toBeGreaterThan(0);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'lincoln', age: 56, _etag: body._etag });
    const stored = await storedIn(service, 'people').findOne();
    expect(stored).toMatchObject({
      nickname: 'abe',
      location: { city: 'Springfield', zip: '62701' },
      _etag: body._etag,
    });
  });

  it('shows only what the resource declares, and keeps the rest when it is changed', async () => {
    const { insertedId } = await storedIn(service, 'people').insertOne({ lastname: 'odd', secret: 'x' });
    const path = `/people/${insertedId.toHexString()}`;
    const { body } = await client.get(path);
    expect(body).not.toHaveProperty('secret');
    expect((await client.patch(path, { age: 1 }, { 'if-match': body._etag })).status).toBe(200);
    expect(await storedIn(service, 'people').findOne({ _id: insertedId })).toMatchObject({ secret: 'x', age: 1 });
  });

  it('can be replaced and deleted under the tag served', async () => {
    const before = await client.get(path);
    const replaced = await client.put(path, { lastname: 'new' }, { 'if-match': before.body._etag });
    expect(replaced.status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'new', _created: EPOCH });
    await storedIn(service, 'people').updateOne({}, { $unset: { _etag: '' } });
    const untagged = await client.get(path);
    expect((await client.delete(path, { 'if-match': untagged.body._etag })).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it('is protected like any other', async () => {
    expect((await client.patch(path, { age: 1 })).status).toBe(428);
    expect((await client.patch(path, { age: 1 }, { 'if-match': '0'.repeat(40) })).status).toBe(412);
    const { body } = await client.get(path);
    await storedIn(service, 'people').updateOne({}, { $set: { age: 2 } });
    expect((await client.patch(path, { age: 1 }, { 'if-match': body._etag })).status).toBe(412);
    expect((await client.get(path)).body['age']).toBe(2);
  });

  it('is changed by exactly one of 20 rivals', async () => {
    const { body } = await client.get(path);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, age) => client.patch(path, { age }, { 'if-match': body._etag })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  });

  it('keeps its tag when a client looks at a part of it', async () => {
    const full = await client.get(path);
    const part = await client.get(`${path}?projection={"lastname":1}`);
    const { status } = await client.patch(path, { age: 1 }, { 'if-match': part.body._etag });
    expect(part.body._etag).toBe(full.body._etag);
    expect(status).toBe(200);
  });

  it('may hold values of types that JSON does not have', async () => {
    const _id = new ObjectId();
    await storedIn(service, 'people').insertOne({
      _id,
      lastname: 'odd',
      money: Decimal128.fromString('1.50'),
      big: Long.fromNumber(5),
      friend: new ObjectId('0123456789abcdef01234567'),
      times: [new Date('2024-02-29T12:30:45Z')],
    });
    const { status, body } = await client.get(`/people/${_id.toHexString()}`);
    expect(status).toBe(200);
    expect(body['lastname']).toBe('odd');
    const page = await client.get('/people');
    expect(page.status).toBe(200);
    expect(page.body._items).toHaveLength(2);
  });

  it.each<[string, unknown]>([
    ['a text', 'abe'],
    ['a number', 16],
  ])('does not break the collection when its id is %s', async (_what, _id) => {
    await storedIn(service, 'people').insertOne({ _id: _id as never, lastname: 'other' });
    const { status, body } = await client.get('/people');
    expect(status).toBe(200);
    expect(body._items.map(({ lastname }) => lastname).toSorted()).toEqual(['lincoln', 'other']);
  });

  it.each<[string, object]>([
    ['fields', { lastname: ['a', 'list'], age: 'old', born: 'long ago', role: 'author', location: null }],
    ['times', { lastname: 'x', _updated: 'Thu, 29 Feb 2024 12:30:45 GMT', _created: 5 }],
    ['tag', { lastname: 'x', _etag: null }],
  ])('does not break the collection when its %s are not of their types', async (_what, document) => {
    const { insertedId } = await storedIn(service, 'people').insertOne({ ...document });
    const page = await client.get('/people');
    expect(page.status).toBe(200);
    expect(page.body._items).toHaveLength(2);
    const item = await client.get(`/people/${insertedId.toHexString()}`);
    expect(item.status).toBe(200);
    expect((await client.patch(`/people/${item.body._id}`, { age: 1 }, { 'if-match': item.body._etag })).status).toBe(
      200,
    );
  });
});
