import mongoose from 'mongoose';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { storedIn } from '../support/stored.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testDatabaseUri } from '../support/test-database.js';

jest.setTimeout(60_000);

const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH'],
  DOMAIN: {
    notes: { schema: { number: { type: 'integer' }, text: { type: 'string' } } },
    members: { schema: { email: { type: 'string', unique: true, required: true }, _id: { type: 'objectid' } } },
    open: {
      datasource: { source: 'notes', filter: { number: { $lt: 10 } } },
      schema: { number: { type: 'integer' }, text: { type: 'string' } },
    },
  },
};
const MEGABYTE = 1024 * 1024;

describe('what several requests want at the same time', () => {
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    proxy = await TcpProxy.start(testDatabaseUri());
    service = await startTestApp({
      domain: DOMAIN,
      environment: {
        BODY_LIMIT: String(20 * MEGABYTE),
        MONGO_TIMEOUT_MS: '4000',
      },
      connectVia: (uri) => proxy.uriOf(uri),
    });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
    await proxy.cut();
  });

  async function createNotes(count: number): Promise<readonly string[]> {
    const bodies = Array.from({ length: count }, (_, number) => ({ number }));
    const { status, body } = await client.post('/notes', bodies);
    expect(status).toBe(201);
    return (body['_items'] as readonly { _id: string }[]).map(({ _id: id }) => id);
  }

  it('gives each its own document, also the same one to several, and 404 where there is none', async () => {
    const ids = await createNotes(30);
    const missing = new mongoose.Types.ObjectId().toHexString();
    const wanted = [...ids, ids[3], missing, ids[3]].map(String);

    const answers = await Promise.all(wanted.map((id) => client.get(`/notes/${id}`)));

    expect(answers.map(({ status, body }) => (status === 200 ? body['_id'] : status))).toEqual(
      wanted.map((id) => (id === missing ? 404 : id)),
    );
  });

  it('shows nobody a document that another resource alone has', async () => {
    const ids = await createNotes(14);
    const answers = await Promise.all(ids.map((id) => client.get(`/open/${id}`)));
    expect(answers.map(({ status }) => status)).toEqual(ids.map((_, number) => (number < 10 ? 200 : 404)));
  });

  it('gives each its document where together they have not room in one answer of the database', async () => {
    const ids = Array.from({ length: 4 }, () => new mongoose.Types.ObjectId());
    const texts = ['a', 'b', 'c', 'd'];
    for (const [at, _id] of ids.entries())
      await storedIn(service, 'notes').insertOne({ _id, number: 99, text: texts[at]?.repeat(6 * MEGABYTE) });

    const answers = await Promise.all(ids.map((id) => client.get(`/notes/${id.toHexString()}`)));

    expect(answers.map(({ status, body }) => [status, String(body['text']).slice(0, 1)])).toEqual(
      texts.map((text) => [200, text]),
    );
    await storedIn(service, 'notes').deleteMany({ number: 99 });
  });

  it('creates each document or reports its own fault', async () => {
    expect((await client.post('/members', { email: 'taken@x.y' })).status).toBe(201);
    const _id = new mongoose.Types.ObjectId().toHexString();
    const bodies = [
      ...Array.from({ length: 8 }, (_, n) => ({ email: `${n}@x.y` })),
      { email: 'taken@x.y' },
      { mail: 'no@x.y' },
      { email: 'twice@x.y' },
      { email: 'twice@x.y' },
      { email: 'first@x.y', _id },
      { email: 'second@x.y', _id },
    ];

    const answers = await Promise.all(bodies.map((body) => client.post('/members', body)));

    const statuses = answers.map(({ status }) => status);
    expect(statuses.slice(0, 10)).toEqual([201, 201, 201, 201, 201, 201, 201, 201, 422, 422]);
    expect(answers[8]?.body['_issues']).toEqual({ email: "value 'taken@x.y' is not unique" });
    expect(statuses.slice(10, 12).toSorted()).toEqual([201, 422]);
    expect(statuses.slice(12).filter((status) => status === 201)).toHaveLength(1);
    const { body } = await client.get('/members?max_results=50');
    expect((body['_items'] as readonly unknown[]).length).toBe(1 + statuses.filter((status) => status === 201).length);
  });

  it('rejects one that is too large for the database, and creates the others', async () => {
    const bodies = [{ text: 'small' }, { text: 'x'.repeat(17 * MEGABYTE) }, { text: 'small' }];
    const answers = await Promise.all(bodies.map((body) => client.post('/notes', body)));
    expect(answers.map(({ status }) => status)).toEqual([201, 413, 201]);
  });

  it('is rejected to all while the database is away, and done for all afterwards', async () => {
    const ids = await createNotes(6);
    proxy.freeze();
    const waiting = [
      ...ids.map((id) => client.get(`/notes/${id}`)),
      ...ids.map((_, number) => client.post('/notes', { number })),
    ];
    const answers = await Promise.all(waiting);
    proxy.thaw();

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    expect(answers.every(({ headers }) => headers.has('retry-after'))).toBe(true);
    await eventually(
      () => Promise.all(ids.map((id) => client.get(`/notes/${id}`))),
      (later) => later.every(({ status }) => status === 200),
    );
  });
});
