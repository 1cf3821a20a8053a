import { getConnectionToken } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DOMAIN = {
  BULK_ENABLED: true,
  IF_MATCH: false,
  RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT', 'DELETE'],
  DOMAIN: {
    members: { schema: { email: { type: 'string', unique: true }, age: { type: 'integer' } } },
    open: {
      datasource: { source: 'members', filter: { state: 'open' } },
      schema: { email: { type: 'string', unique: true }, state: { type: 'string' } },
    },
  },
};

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ domain: DOMAIN });
  client = new Client(service.url);
});
afterEach(async () => {
  await storedIn(service, 'members').deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

function connection(): mongoose.Connection {
  return service.app.get<mongoose.Connection>(getConnectionToken(), { strict: false });
}

const LOSSES: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['its collection is dropped', () => storedIn(service, 'members').drop()],
  ['its index is dropped', () => storedIn(service, 'members').dropIndex('email_1')],
  ['its database is dropped', async () => connection().db?.dropDatabase()],
  ['its collection is renamed away', () => storedIn(service, 'members').rename('away', { dropTarget: true })],
];

const twice = (email: string): readonly object[] => [{ email }, { email }];

async function countOf(email: string): Promise<number> {
  return storedIn(service, 'members').countDocuments({ email });
}

describe.each(LOSSES)('a unique field, after %s', (_loss, lose) => {
  beforeEach(async () => {
    await client.create('/members', { email: 'before' });
    await lose();
  });

  it('is unique from the next write on', async () => {
    expect((await client.post('/members', { email: 'a' })).status).toBe(201);
    const { status, body } = await client.post('/members', { email: 'a' });
    expect([status, body._issues]).toEqual([422, { email: "value 'a' is not unique" }]);
    expect(await countOf('a')).toBe(1);
  });

  it('is unique within a list of documents, of which none is stored', async () => {
    const { status } = await client.post('/members', twice('a'));
    expect(status).toBe(422);
    expect(await countOf('a')).toBe(0);
    expect((await client.post('/members', [{ email: 'a' }, { email: 'b' }])).status).toBe(201);
  });

  it('is unique among documents that are written at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.post('/members', { email: 'a' })));
    const created = answers.filter(({ status }) => status === 201).length;
    expect(answers.filter(({ status }) => ![201, 422, 503].includes(status))).toEqual([]);
    expect(await countOf('a')).toBe(created);
    expect(created).toBeLessThanOrEqual(1);
    expect([201, 422]).toContain((await client.post('/members', { email: 'a' })).status);
    expect(await countOf('a')).toBe(1);
  });
});

describe('a unique field whose index is dropped', () => {
  it.each(['patch', 'put'] as const)(
    'stays unique when %s changes it, and the document stays as it was',
    async (method) => {
      await client.create('/members', { email: 'a' });
      const { path } = await client.create('/members', { email: 'b' });
      await storedIn(service, 'members').dropIndex('email_1');

      const { status, body } = await client[method](path, { email: 'a' });

      expect([status, body._issues]).toEqual([422, { email: "value 'a' is not unique" }]);
      expect((await client.get(path)).body['email']).toBe('b');
      expect((await client[method](path, { email: 'c' })).status).toBe(200);
      expect((await client.post('/members', { email: 'c' })).status).toBe(422);
    },
  );

  it('stays unique when a change leads out of the filter, and the document stays as it was', async () => {
    await client.create('/members', { email: 'a' });
    const { id } = await client.create('/open', { email: 'b', state: 'open' });
    await storedIn(service, 'members').dropIndex('email_1');

    const { status, body } = await client.patch(`/open/${id}`, { email: 'a', state: 'closed' });

    expect([status, body._issues]).toEqual([422, { email: "value 'a' is not unique" }]);
    expect((await client.get(`/open/${id}`)).body).toMatchObject({ email: 'b', state: 'open' });
  });

  it('is not taken for unique while documents of another program hold a value twice', async () => {
    await client.create('/members', { email: 'a' });
    await storedIn(service, 'members').dropIndex('email_1');
    await storedIn(service, 'members').insertMany([{ email: 'x' }, { email: 'x' }]);

    const { status, headers } = await client.post('/members', { email: 'b' });

    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await countOf('b')).toBe(0);
  });
});
