import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { MembersModule } from '../fixtures/members.js';
import { Client, query, type Body } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [MembersModule, LettersModule] });
  client = new Client(service.url);
});
afterEach(async () => {
  for (const name of ['members', 'badges']) await storedIn(service, name).deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

@Resource({ name: 'letters', source: 'papers', filter: { kind: 'letter' } })
class Letter {
  @Field.string()
  name?: string;
}

@Module({ imports: [ResourceModule.forFeature(Letter)] })
class LettersModule {}

const namesOf = ({ body }: { body: Body }): unknown => body._items.map(({ name }) => name);

describe('a predefined filter', () => {
  it('limits a list, its total and what a client finds in it', async () => {
    await client.post('/members', [
      { name: 'a' },
      { name: 'b', status: 'closed' },
      { name: 'c', joined: '1999-12-31' },
    ]);
    for (const search of ['', '?max_results=1', '?where={"name":{"$in":["a","b","c"]}}', '?where=status == "open"']) {
      const { status, body, headers } = await client.get(`/members${search}`);
      expect([status, body._meta.total, headers.get('x-total-count')]).toEqual([200, 1, '1']);
      expect(namesOf({ body })).toEqual(['a']);
    }
    expect(namesOf(await client.get('/members?where={"status":"closed"}'))).toEqual([]);
    expect(namesOf(await client.get('/members?where={"$or":[{"status":"closed"},{"name":"c"}]}'))).toEqual([]);
  });

  it('may be about a field that is not declared, which tells the resources of a collection apart', async () => {
    const papers = [
      { kind: 'letter', name: 'a' },
      { kind: 'bill', name: 'b' },
    ];
    await storedIn(service, 'papers').insertMany(papers);
    const answer = await client.get('/letters');
    expect(namesOf(answer)).toEqual(['a']);
    expect(answer.body._items[0]).not.toHaveProperty('kind');
    expect((await client.get('/letters?where={"kind":"bill"}')).status).toBe(400);
  });

  it('is not enforced on POST, but an item outside is nowhere', async () => {
    const { path, etag, id } = await client.create('/members', { name: 'b', status: 'closed' });
    const match = { 'if-match': etag };
    expect((await client.get(path)).status).toBe(404);
    expect((await client.patch(path, { name: 'c' }, match)).status).toBe(404);
    expect((await client.put(path, { name: 'c' }, match)).status).toBe(412);
    expect((await client.put(path, { name: 'c' })).status).toBe(409);
    expect((await client.delete(path, match)).status).toBe(204);
    const stored = await storedIn(service, 'members').find().toArray();
    expect(stored).toMatchObject([{ name: 'b', status: 'closed' }]);
    expect(String(stored[0]?._id)).toBe(id);
  });

  it('keeps what lies outside from a DELETE of the collection', async () => {
    await client.post('/members', [
      { name: 'a' },
      { name: 'b', status: 'closed' },
      { name: 'c', joined: '1999-12-31' },
    ]);
    expect((await client.delete('/members')).status).toBe(204);
    const stored = await storedIn(service, 'members').find().sort({ name: 1 }).toArray();
    expect(stored.map((member) => String(member['name']))).toEqual(['b', 'c']);
  });

  it('lets a document leave, and take nothing with it', async () => {
    const { path, etag } = await client.create('/members', { name: 'a' });
    const { status, body } = await client.patch(path, { status: 'closed' }, { 'if-match': etag });
    expect(status).toBe(200);
    expect((await client.patch(path, { status: 'open' }, { 'if-match': body._etag })).status).toBe(404);
  });

  it('holds for relations to the resource too', async () => {
    const { id, path, etag } = await client.create('/members', { name: 'a' });
    const badge = await client.create('/badges', { label: 'x', member: id });
    await client.patch(path, { status: 'closed' }, { 'if-match': etag });
    expect((await client.post('/badges', { label: 'y', member: id })).status).toBe(422);
    expect((await client.get(`${badge.path}?embedded={"member":1}`)).body['member']).toBeNull();
  });

  it('can be written as a comparison', async () => {
    await client.post('/badges', [{ label: 'x', colour: 'grey' }, { label: 'y', colour: 'red' }, { label: 'z' }]);
    const { body } = await client.get('/badges');
    expect(body._items.map(({ label }) => label)).toEqual(['y', 'z']);
  });
});

describe('defaultSort', () => {
  it('orders a list unless the client does', async () => {
    await client.post('/members', [
      { name: 'b', rank: 2 },
      { name: 'c', rank: 3 },
      { name: 'a', rank: 1 },
    ]);
    expect(namesOf(await client.get('/members'))).toEqual(['c', 'b', 'a']);
    expect(namesOf(await client.get('/members?sort=name'))).toEqual(['a', 'b', 'c']);
  });
});

describe('a predefined projection', () => {
  const shown = async (search: string): Promise<string[]> => {
    const item = await client.get(`/members${search}`);
    return Object.keys(item.body._items[0] ?? {}).filter((name) => !name.startsWith('_'));
  };

  it('leaves a field out unless a client includes it', async () => {
    const { path } = await client.create('/members', { name: 'a', rank: 1, phone: '555' });
    expect(await shown('')).toEqual(['name', 'status', 'rank']);
    expect(await shown('?projection={"rank":0}')).toEqual(['name', 'status']);
    expect(await shown('?projection={"phone":1,"name":1}')).toEqual(['name', 'phone']);
    expect((await client.get(path)).body).not.toHaveProperty('phone');
    expect((await client.get(`${path}?projection={"phone":1}`)).body['phone']).toBe('555');
    const { id } = await client.create('/badges', { label: 'x', member: path.slice(-24) });
    const { body } = await client.get(`/badges/${id}?embedded={"member":1}`);
    expect(body['member']).toMatchObject({ name: 'a', rank: 1 });
    expect(body['member']).not.toHaveProperty('phone');
  });

  it.each(['', '?projection={"label":1}', '?projection={"label":0}'])(
    'that includes never shows another field: %s',
    async (search) => {
      const { path } = await client.create('/badges', { label: 'x', colour: 'red' });
      for (const { body } of [await client.get(path + search), await client.get(`/badges${search}`)]) {
        expect(JSON.stringify(body)).not.toContain('red');
      }
      const { status } = await client.get(`${path}?projection={"colour":1}`);
      expect(status).toBe(400);
    },
  );
});

describe('a hidden field', () => {
  it('can be written, and is neither shown nor named in any parameter', async () => {
    const { id } = await client.create('/members', { name: 's' });
    const { status, body } = await client.post('/members', { name: 'a', secret: 'hush', sponsor: id });
    expect(status).toBe(201);
    expect(body._links).not.toHaveProperty('related');
    const path = `/members/${body._id}`;
    for (const url of [path, '/members', `${path}?projection={"name":0}`]) {
      const { text } = await client.get(url);
      expect(text).not.toMatch(/hush|secret|sponsor/);
    }
    const parameters = {
      where: [
        '{"secret":"hush"}',
        'secret == "hush"',
        '{"$or":[{"secret":"hush"}]}',
        '{"$expr":{"$eq":["$secret","hush"]}}',
      ],
      sort: ['secret', '[("sponsor",1)]'],
      projection: ['{"secret":1}', '{"secret":0}'],
      embedded: ['{"sponsor":1}'],
    };
    for (const [name, values] of Object.entries(parameters)) {
      for (const value of values) {
        const rejected = await client.get(`/members${query({ [name]: value })}`);
        expect([value, rejected.status]).toEqual([value, 400]);
      }
    }
    expect(await storedIn(service, 'members').findOne({ name: 'a' })).toMatchObject({ secret: 'hush' });
  });

  it('keeps its value through a PATCH of others', async () => {
    const { path, etag } = await client.create('/members', { name: 'a', secret: 'hush' });
    await client.patch(path, { rank: 5 }, { 'if-match': etag });
    expect(await storedIn(service, 'members').findOne()).toMatchObject({ secret: 'hush', rank: 5 });
  });
});
