import { Module } from '@nestjs/common';
import mongoose from 'mongoose';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { hooks, HOOKS_OF_ALL, NotesModule } from '../fixtures/notes.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const METHODS = { resourceMethods: ['GET', 'POST', 'DELETE'] } as const;

/** Notes by the URL of their owner. */
@Resource({ ...METHODS, name: 'owned', source: 'notes', url: 'owners/<owner>/notes' })
class Owned {
  @Field.string({ required: true })
  title!: string;

  @Field.string()
  owner?: string;
}

/** Open accounts; those that are closed keep their login. */
@Resource({ ...METHODS, name: 'accounts', filter: { state: 'open' } })
class Account {
  @Field.string({ unique: true })
  login?: string;

  @Field.string({ uniqueWithinResource: true })
  email?: string;

  @Field.string({ maxLength: 3 })
  label?: string;

  @Field.string({ default: 'open' })
  state?: string;
}

/** Serves both. */
@Module({ imports: [Owned, Account].map((model) => ResourceModule.forFeature<object>(model)) })
class ScopesModule {}

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [NotesModule, ScopesModule], hooks: HOOKS_OF_ALL });
  client = new Client(service.url);
});
afterEach(async () => {
  Object.assign(hooks, { all: {}, own: {}, heard: [] });
  for (const name of ['notes', 'accounts']) await storedIn(service, name).deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

/** As another program does, which knows nothing of entity tags. */
const giveAway = async (id: string): Promise<void> => {
  const _id = mongoose.Types.ObjectId.createFromHexString(id);
  await storedIn(service, 'notes').updateOne({ _id }, { $set: { owner: 'y' } });
};

/** Between the reading and the writing of a document. */
const giveAwayMeanwhile = (id: string): void => {
  hooks.all = {
    beforeUpdate: async (note) => (await giveAway(id), note),
    beforeReplace: async (note) => (await giveAway(id), note),
    beforeDeleteItem: () => giveAway(id),
  };
};

const WRITES = [
  ['PATCH', 404],
  ['PUT', 412],
  ['DELETE', 204],
] as const;

const write = async (method: string, path: string): Promise<number> => {
  const headers = { 'if-match': '*', ...(method !== 'DELETE' && { 'content-type': 'application/json' }) };
  const body = method === 'DELETE' ? {} : { body: '{"title":"b"}' };
  return (await client.send(method, path, { headers, ...body })).status;
};

describe('a document that leaves what a request may see before it is written', () => {
  it.each(WRITES)('by a condition of a hook: %s', async (method, status) => {
    const { id, path } = await client.create('/notes', { title: 'a', owner: 'x' });
    const mine = (): { owner: string } => ({ owner: 'x' });
    giveAwayMeanwhile(id);
    Object.assign(hooks.all, { prePatch: mine, prePut: mine, preDelete: mine });
    expect(await write(method, path)).toBe(status);
    expect(await storedIn(service, 'notes').find().toArray()).toMatchObject([{ title: 'a', owner: 'y' }]);
  });

  it.each(WRITES)('by the value of its URL: %s', async (method, status) => {
    const { id, path } = await client.create('/owners/x/notes', { title: 'a' });
    giveAwayMeanwhile(id);
    expect(await write(method, path)).toBe(status);
    expect(await storedIn(service, 'notes').find().toArray()).toMatchObject([{ title: 'a', owner: 'y' }]);
  });
});

describe('a unique value of a document outside of the filter', () => {
  const taken = { login: "value 'a' is not unique" };
  const tooLong = { label: expect.stringContaining('max length') as unknown };

  it('is reported beside everything else that is wrong', async () => {
    expect((await client.post('/accounts', { login: 'a', state: 'closed' })).status).toBe(201);
    expect((await client.post('/accounts', { login: 'a' })).body._issues).toEqual(taken);
    const { status, body } = await client.post('/accounts', { login: 'a', label: 'long' });
    expect([status, body._issues]).toEqual([422, { ...taken, ...tooLong }]);
  });

  it('is no hindrance where it is unique within the resource', async () => {
    await client.post('/accounts', { email: 'a', state: 'closed' });
    const { status, body } = await client.post('/accounts', { email: 'a', label: 'long' });
    expect([status, body._issues]).toEqual([422, tooLong]);
  });
});
