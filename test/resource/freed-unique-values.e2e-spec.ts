import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client, type Answer } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

class Key {
  @Field.string({ unique: true })
  code?: string;
}

@Resource({
  name: 'members',
  resourceMethods: ['GET', 'POST', 'DELETE'],
  itemMethods: ['GET', 'PUT', 'PATCH'],
  indexes: [{ keys: { team: 1, number: 1 }, unique: true, sparse: true }],
})
class Member {
  @Field.string({ unique: true })
  email?: string;

  @Field.list<Key>({ type: 'dict', model: Key })
  keys?: Key[];

  @Field.string()
  team?: string;

  @Field.integer()
  number?: number;

  @Field.string()
  note?: string;
}

@Module({ imports: [ResourceModule.forFeature(Member)] })
class MembersModule {}

describe('a unique value that a document no longer has', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [MembersModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });
  afterEach(async () => {
    await client.delete('/members');
  });

  const change = async (
    how: 'put' | 'patch',
    { body }: Answer,
    changes: Readonly<Record<string, unknown>>,
  ): Promise<Answer> => client[how](`/members/${body._id}`, changes, { 'if-match': body._etag });

  it.each<['put' | 'patch', object, Readonly<Record<string, unknown>>]>([
    ['put', { email: 'a@b.c' }, { email: 'new@b.c' }],
    ['patch', { email: 'a@b.c' }, { email: 'new@b.c' }],
    ['put', { email: 'a@b.c' }, { note: 'without' }],
    ['patch', { keys: [{ code: 'x' }, { code: 'y' }] }, { keys: [{ code: 'z' }] }],
    ['patch', { team: 'red', number: 7 }, { team: 'blue' }],
  ])('after a %s from %j to %j is free for others, and the new one is taken', async (how, before, after) => {
    const created = await client.post('/members', before);
    const changed = await change(how, created, after);
    expect(changed.status).toBe(200);
    expect((await client.post('/members', before)).status).toBe(201);
    expect((await client.post('/members', { ...before, ...after })).status).toBe(422);
    const { status, body } = await client.get(`/members/${created.body._id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...after, _etag: changed.body._etag, _created: created.body._created });
  });

  it('can be had back by the document itself', async () => {
    const created = await client.post('/members', { email: 'a@b.c' });
    const changed = await change('patch', created, { email: 'new@b.c' });
    expect((await change('patch', changed, { email: 'a@b.c' })).status).toBe(200);
    expect((await client.post('/members', { email: 'new@b.c' })).status).toBe(201);
    const { status, body } = await client.post('/members', { email: 'a@b.c' });
    expect([status, body._issues]).toEqual([422, { email: "value 'a@b.c' is not unique" }]);
  });

  it('is wanted by many at once: one change of a document wins, and one document gets the value', async () => {
    const created = await client.post('/members', { email: 'a@b.c' });
    const rivals = Array.from({ length: 10 }, async (_, n) => change('patch', created, { email: `${n}@b.c` }));
    const outcomes = (await Promise.all(rivals)).map(({ status }) => status);
    expect(outcomes.sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);

    const news = await Promise.all(Array.from({ length: 10 }, async () => client.post('/members', { email: 'a@b.c' })));
    expect(news.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body } of news)
      if (status !== 201) expect([status, body._issues]).toEqual([422, { email: "value 'a@b.c' is not unique" }]);
  });

  it('leaves the document as it was where the new one is taken', async () => {
    await client.post('/members', { email: 'taken@b.c' });
    const created = await client.post('/members', { email: 'a@b.c' });
    const { status, body } = await change('patch', created, { email: 'taken@b.c' });
    expect([status, body._issues]).toEqual([422, { email: "value 'taken@b.c' is not unique" }]);
    const kept = await client.get(`/members/${created.body._id}`);
    expect(kept.body).toMatchObject({ email: 'a@b.c', _etag: created.body._etag });
  });

  it('is never seen to be gone together with its document', async () => {
    const created = await client.post('/members', { email: 'a@b.c' });
    const path = `/members/${created.body._id}`;
    let last = created;
    for (let round = 0; round < 10; round++) {
      const [changed, ...seen] = await Promise.all([
        change('patch', last, { email: `${round}@b.c` }),
        ...Array.from({ length: 5 }, async () => client.get(path)),
      ]);
      expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      last = changed;
    }
  });
});
