import mongoose from 'mongoose';
import { Client, query } from '../support/client.js';
import { rawMembers } from '../support/raw-members.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Long } = mongoose.mongo;

/** Between 2^53 and 2^63 ms: the driver can write no such date, and so the database makes it. */
const A_DATE = { $toDate: Long.fromString('9007199254740993') };
const SHOWN = '{"$date":{"$numberLong":"9007199254740993"}}';
const REFUSAL = 'A date of 9007199254740993 ms in it cannot be written again beside a change: replace it too';

const DOMAIN = {
  IF_MATCH: false,
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT', 'DELETE'],
  DOMAIN: { free: { schema: { title: { type: 'string' } }, allow_unknown: true } },
};

describe('A date that the driver cannot write', () => {
  let service: TestApp;
  let client: Client;
  let path: string;
  let id: mongoose.Types.ObjectId;

  beforeAll(async () => {
    service = await startTestApp({ domain: { ...DOMAIN } });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    id = new mongoose.Types.ObjectId();
    path = `/free/${id.toHexString()}`;
    await storedIn(service, 'free').insertOne({ _id: id, title: 'old' });
    const made = { list: [{ $literal: { a: 1 } }, A_DATE], d: { at: A_DATE, b: { $literal: 1 } }, at: A_DATE };
    await storedIn(service, 'free').updateOne({ _id: id }, [{ $set: made }]);
  });
  afterEach(async () => {
    await storedIn(service, 'free').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is shown, and keeps its bytes beside a change', async () => {
    const before = await rawMembers(service, 'free', id);
    expect((await client.patch(path, { title: 'new', d: { b: 2 } })).status).toBe(200);
    const { text } = await client.get(path);
    expect(text).toContain(`"list":[{"a":1},${SHOWN}]`);
    expect(text).toContain(`"d":{"at":${SHOWN},"b":2}`);
    const after = await rawMembers(service, 'free', id);
    for (const name of ['list', 'at']) expect(after.get(name)).toBe(before.get(name));
  });

  it.each([
    ['d', { d: { '': 1 } }],
    ['validation exception', { '': 1 }],
  ])('is reported, in %s, where it would have to be written again, and nothing is changed', async (name, changes) => {
    const before = await rawMembers(service, 'free', id);
    const { status, body } = await client.patch(path, changes); // no path of MongoDB's leads to a member without a name
    expect([status, body._issues]).toEqual([422, { [name]: REFUSAL }]);
    expect(await rawMembers(service, 'free', id)).toEqual(before);
  });

  it('may be an id', async () => {
    await storedIn(service, 'free').deleteMany({});
    await storedIn(service, 'free').insertOne({ _id: id, title: 'old' });
    await storedIn(service, 'free')
      .aggregate([{ $set: { _id: A_DATE } }, { $merge: 'free' }])
      .toArray();
    await storedIn(service, 'free').deleteOne({ _id: id });
    const { body } = await client.get(`/free${query({ max_results: '5' })}`);
    const link = `/${body._items[0]?._links['self']?.href}`;
    expect((await client.get(link)).status).toBe(200);
    expect((await client.patch(link, { title: 'new' })).status).toBe(200);
    expect((await client.get(link)).body['title']).toBe('new');
    expect((await client.delete(link)).status).toBe(204);
    expect(await storedIn(service, 'free').countDocuments()).toBe(0);
  });
});
