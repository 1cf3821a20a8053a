import mongoose from 'mongoose';
import { Reply } from '../../src/common/http/reply.js';
import type { HookRequest } from '../../src/common/resource/index.js';
import { EVERY_BSON_TYPE } from '../fixtures/every-bson-type.js';
import { hooks, HOOKS_OF_ALL, NotesModule } from '../fixtures/notes.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client, type Body } from '../support/client.js';
import { commandsDuring, monitored } from '../support/command-log.js';
import { membersIn, rawMembers } from '../support/raw-members.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ID = '0123456789abcdef01234567';

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [NotesModule], hooks: HOOKS_OF_ALL });
  client = new Client(service.url);
});
afterEach(async () => {
  Object.assign(hooks, { all: {}, own: {}, heard: [] });
  await storedIn(service, 'notes').deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

const titlesIn = ({ body }: { readonly body: Body }): unknown => body._items.map(({ title }) => title);
const stored = (): Promise<object[]> => storedIn(service, 'notes').find().sort({ title: 1 }).toArray();

describe('conditions of a hook before the request', () => {
  beforeEach(async () => {
    await client.post('/notes', [
      { title: 'a', owner: 'x', rank: 1 },
      { title: 'b', owner: 'x', rank: 2 },
      { title: 'c', owner: 'y', rank: 1 },
    ]);
  });

  it('limit what a GET reads', async () => {
    hooks.own = { preGet: () => ({ owner: 'x' }) };
    const list = await client.get('/notes?sort=title&max_results=1&page=2');
    expect([titlesIn(list), list.body._meta.total]).toEqual([['b'], 2]);
    expect((await client.send('HEAD', '/notes')).headers.get('x-total-count')).toBe('2');
    expect(titlesIn(await client.get('/notes?where={"owner":"y"}'))).toEqual([]);
    const { _id } = (await storedIn(service, 'notes').findOne({ title: 'c' })) ?? {};
    expect((await client.get(`/notes/${String(_id)}`)).status).toBe(404);
  });

  it('hold together', async () => {
    hooks.all = { preGet: () => Promise.resolve({ owner: 'x' }) };
    hooks.own = { preGet: () => ({ $or: [{ rank: 1 }, { owner: 'y' }] }) };
    expect(titlesIn(await client.get('/notes'))).toEqual(['a']);
  });

  it('keep a document from being changed or deleted', async () => {
    const { _id } = (await storedIn(service, 'notes').findOne({ title: 'c' })) ?? {};
    const path = `/notes/${String(_id)}`;
    const mine = (): object => ({ owner: 'x' });
    hooks.own = { prePatch: mine, prePut: mine, preDelete: mine } as typeof hooks.own;
    const before = await stored();
    expect((await client.patch(path, { rank: 9 }, { 'if-match': '*' })).status).toBe(404);
    expect((await client.put(path, { title: 'z' })).status).toBe(409);
    expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204);
    expect(await stored()).toEqual(before);
    expect((await client.delete('/notes')).status).toBe(204);
    expect(await stored()).toMatchObject([{ title: 'c' }]);
  });

  it('are no part of a document that PUT creates or replaces', async () => {
    hooks.own = { prePut: () => ({ owner: { $ne: 'x' } }) };
    for (const [title, status] of [
      ['n', 201],
      ['m', 200],
    ] as const) {
      expect((await client.put(`/notes/${ID}`, { title }, status === 200 ? { 'if-match': '*' } : {})).status).toBe(
        status,
      );
      const written = await storedIn(service, 'notes').findOne({ title });
      expect(Object.keys(written ?? {}).toSorted()).toEqual(['_created', '_etag', '_id', '_updated', 'title']);
    }
  });
});

describe('a hook around a request', () => {
  it('knows the request and its resource', async () => {
    const seen: unknown[] = [];
    const see = (request: HookRequest, { name }: { readonly name: string }): undefined => {
      const { method, url, headers, parameters, body } = request;
      seen.push({ name, method, url, parameters, body, mark: headers['x-mark'] });
    };
    hooks.all = { preGet: see, prePost: see, prePatch: see };
    await client.get('/notes?sort=title', { 'x-mark': 'm' });
    await client.post(`/notes/${ID}?x=1`, { title: 'a' }, { 'x-http-method-override': 'PATCH' });
    const parts = { parameters: {}, body: undefined, mark: undefined, name: 'notes' };
    expect(seen).toEqual([
      { ...parts, method: 'GET', url: '/notes?sort=title', mark: 'm' },
      { ...parts, method: 'PATCH', url: `/notes/${ID}?x=1`, parameters: { id: ID }, body: { title: 'a' } },
    ]);
  });

  it('changes the answer, each hook that of the one before', async () => {
    hooks.all = { postGet: ({ body, headers }) => new Reply(203, body, { ...headers, 'x-by': 'all' }) };
    hooks.own = {
      postGet: ({ status, headers }, { method }) =>
        new Reply(status, { method }, { ...headers, 'x-by': `${headers['x-by'] ?? ''},own` }),
    };
    const { status, headers, body } = await client.get('/notes');
    expect([status, headers.get('x-by'), body]).toEqual([203, 'all,own', { method: 'GET' }]);
    expect(headers.get('x-total-count')).toBe('0');
  });

  it('of all resources changes the answer to a rejected request too', async () => {
    hooks.all = { postPatch: ({ status, body, headers }) => new Reply(status, body, { ...headers, 'x-by': 'all' }) };
    const { status, headers, body } = await client.patch(`/notes/${ID}`, {});
    expect([status, headers.get('x-by'), body._error.code]).toEqual([404, 'all', 404]);
  });
});

describe('a hook after the reading', () => {
  it('changes a page, whose total stays', async () => {
    await client.post('/notes', [{ title: 'a' }, { title: 'b' }]);
    hooks.all = { afterFetchPage: (notes) => notes.slice(1) };
    hooks.own = { afterFetchPage: (notes) => notes.map((note) => ({ ...note, shout: `${note.title ?? ''}!` })) };
    const { body, headers } = await client.get('/notes?sort=title');
    expect(body._items).toMatchObject([{ title: 'b', shout: 'b!' }]);
    expect([body._meta.total, headers.get('x-total-count')]).toEqual([2, '2']);
  });

  it('changes an item, or the part of it that was asked for', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a', rank: 1 });
    hooks.own = { afterFetchItem: (note) => ({ ...note, shout: `${note.title ?? 'no title'}!` }) };
    expect((await client.get(path)).body).toMatchObject({ title: 'a', shout: 'a!', _etag: etag });
    const part = await client.get(`${path}?projection={"rank":1}`);
    expect(part.body).toMatchObject({ rank: 1, shout: 'no title!', _etag: etag });
    expect(await stored()).not.toMatchObject([{ shout: 'a!' }]);
  });

  it('decides what is embedded', async () => {
    const { id } = await client.create('/notes', { title: 'about' });
    const { path } = await client.create('/notes', { title: 'a' });
    const about = mongoose.Types.ObjectId.createFromHexString(id);
    hooks.own = {
      afterFetchItem: (note) => ({ ...note, about }),
      afterFetchPage: (notes) => notes.map((note) => ({ ...note, about })),
    };
    const embedded = '?embedded={"about":1}&sort=title';
    expect((await client.get(path + embedded)).body['about']).toMatchObject({ title: 'about' });
    expect((await client.get(`/notes${embedded}`)).body._items[0]?.['about']).toMatchObject({ title: 'about' });
  });
});

describe('a hook before a write', () => {
  it('changes what is stored, each hook what the one before gave', async () => {
    hooks.all = { beforeInsert: (notes) => notes.map((note) => ({ ...note, owner: 'all' })) };
    hooks.own = { beforeInsert: (notes) => notes.map((note) => ({ ...note, owner: `${note.owner ?? ''},own` })) };
    const { body } = await client.post('/notes', [{ title: 'a' }, { title: 'b' }]);
    expect(await stored()).toMatchObject([{ owner: 'all,own' }, { owner: 'all,own' }]);
    const served = await client.get(`/notes/${body._items[0]?._id ?? ''}`);
    expect(served.body).toMatchObject({ owner: 'all,own', _etag: body._items[0]?._etag });
  });

  it('is not checked again', async () => {
    hooks.own = { beforeInsert: () => [{ title: 'longer than ten' }] };
    expect((await client.post('/notes', { title: 'a' })).status).toBe(201);
    expect(await stored()).toMatchObject([{ title: 'longer than ten' }]);
  });

  it('sees the id that a client chose, and may choose one', async () => {
    const seen: unknown[] = [];
    const chosen = mongoose.Types.ObjectId.createFromHexString('76543210fedcba9876543210');
    hooks.own = {
      beforeInsert: (notes) => {
        seen.push(...notes.map(({ _id }) => _id?.toHexString()));
        return notes.map((note) => ({ _id: chosen, ...note }));
      },
    };
    await client.create('/notes', { title: 'a', _id: ID });
    const { id } = await client.create('/notes', { title: 'b' });
    expect(seen).toEqual([ID, undefined]);
    expect(id).toBe(chosen.toHexString());
  });

  it('knows what a PUT and a PATCH start from', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a', rank: 1 });
    hooks.own = {
      beforeUpdate: (note, { original, changes }) => ({ ...note, owner: `${original.title}>${changes.title ?? ''}` }),
      beforeReplace: (note, original) => ({ ...note, owner: `${original.title}>${note.title}` }),
    };
    const { body } = await client.patch(path, { title: 'b' }, { 'if-match': etag });
    expect(await stored()).toMatchObject([{ title: 'b', rank: 1, owner: 'a>b' }]);
    await client.put(path, { title: 'c' }, { 'if-match': body._etag });
    expect(await stored()).toMatchObject([{ title: 'c', owner: 'b>c' }]);
  });

  it.each([
    ['PUT', 'beforeReplace', 'afterReplace'],
    ['PATCH', 'beforeUpdate', 'afterUpdate'],
    ['DELETE', 'beforeDeleteItem', 'afterDeleteItem'],
  ] as const)('of %s runs again when somebody else was faster, what follows once', async (method, before, after) => {
    const { path } = await client.create('/notes', { title: 'a' });
    let originals = 0;
    const interfere = async (): Promise<void> => {
      originals += 1;
      if (originals === 1) await storedIn(service, 'notes').updateOne({}, { $set: { _etag: ID, rank: 7 } });
    };
    hooks.all = {
      beforeDeleteItem: interfere,
      beforeReplace: (note) => interfere().then(() => note),
      beforeUpdate: (note) => interfere().then(() => note),
    };
    hooks.heard = [];
    const headers = { 'if-match': '*', 'content-type': 'application/json' };
    const body = method === 'DELETE' ? {} : { body: '{"title":"b"}' };
    expect((await client.send(method, path, { headers, ...body })).status).toBe(method === 'DELETE' ? 204 : 200);
    expect(hooks.heard.filter((heard) => heard === `own ${before}`)).toHaveLength(2);
    expect(hooks.heard.filter((heard) => heard === `own ${after}`)).toHaveLength(1);
    if (method === 'PATCH') expect(await stored()).toMatchObject([{ title: 'b', rank: 7 }]);
  });
});

describe('what a hook makes of a document that another program wrote', () => {
  const { Double, Long } = mongoose.mongo;

  interface Foreign {
    n?: number;
    d: { x: number; note?: string };
    list: unknown[];
    photo: mongoose.mongo.Binary;
    never: Date;
  }

  async function store(): Promise<string> {
    const { insertedId } = await storedIn(service, 'notes').insertOne({
      title: 'a',
      n: Long.fromNumber(5),
      d: { x: new Double(1) },
      list: [new Double(1), Long.fromNumber(2), { y: new Double(3) }],
      photo: new mongoose.mongo.Binary(Buffer.from('abc')),
      never: EVERY_BSON_TYPE.get('never'),
    });
    return insertedId.toHexString();
  }

  const raw = (id: string): Promise<Map<string, string>> =>
    rawMembers(service, 'notes', mongoose.Types.ObjectId.createFromHexString(id));

  async function changedBy(change: (document: Foreign) => unknown): Promise<Record<string, unknown>> {
    const id = await store();
    const before = await raw(id);
    hooks.own = { beforeUpdate: (note) => change(note as unknown as Foreign) as typeof note };
    expect((await client.patch(`/notes/${id}`, { title: 'b' }, { 'if-match': '*' })).status).toBe(200);
    const after = await raw(id);
    const names = [...new Set([...before.keys(), ...after.keys()])].filter(
      (name) => before.get(name) !== after.get(name),
    );
    return Object.fromEntries(names.filter((name) => !/^(_|title)/.test(name)).map((name) => [name, after.get(name)]));
  }

  const DOUBLE_1 = '000000000000f03f';

  it.each<[string, (document: Foreign) => unknown]>([
    ['gives back what it got', (document) => document],
    ['copies deep', (document) => ({ ...document, d: { ...document.d }, list: [...document.list] })],
    ['copies a date that is none', (document) => ({ ...document, never: new Date(NaN) })],
  ])('is as it was where it %s', async (_what, change) => {
    expect(await changedBy(change)).toEqual({});
  });

  it('is written where it changes what it got in place', async () => {
    const changed = await changedBy((document) => {
      document.d.note = 'x';
      document.list.unshift(7);
      document.photo.buffer[0] = 0x7a;
      delete document.n;
      return document;
    });
    expect(Object.keys(changed)).toEqual(['n', 'd', 'list', 'photo']);
    expect(changed['n']).toBeUndefined();
    expect(membersIn(changed['d'] as string)).toEqual(new Map([['x', `1 ${DOUBLE_1}`], ['note', '2 020000007800']])); // prettier-ignore
    const list = membersIn(changed['list'] as string);
    expect([...list.values()].slice(0, 3)).toEqual(['16 07000000', `1 ${DOUBLE_1}`, '18 0200000000000000']);
    expect(membersIn(list.get('3')).get('y')).toBe('1 0000000000000840');
    expect(changed['photo']).toBe('5 03000000007a6263');
  });

  it('is written with the types that it says', async () => {
    expect(await changedBy((document) => ({ ...document, n: new Double(5), more: Long.fromNumber(1) }))).toEqual({
      n: '1 0000000000001440',
      more: '18 0100000000000000',
    });
  });

  it('is not written as 1970 where it is no date', async () => {
    const id = await store();
    const before = await raw(id);
    hooks.own = { beforeUpdate: (note) => ({ ...note, until: new Date(NaN) }) };
    expect((await client.patch(`/notes/${id}`, { title: 'b' }, { 'if-match': '*' })).status).toBe(500);
    expect([...(await raw(id))]).toEqual([...before]);
  });
});

describe('a hook after a write', () => {
  it('finds all of it done', async () => {
    const found: unknown[] = [];
    hooks.own = {
      afterInsert: async (notes) => {
        found.push(
          notes.map(({ _etag }) => _etag),
          await storedIn(service, 'notes').countDocuments(),
        );
      },
      afterDeleteAll: async (count) => {
        found.push(count, await storedIn(service, 'notes').countDocuments());
      },
    };
    const { body } = await client.post('/notes', [{ title: 'a' }, { title: 'b' }]);
    await client.delete('/notes');
    expect(found).toEqual([body._items.map(({ _etag }) => _etag), 2, 2, 0]);
  });

  it('knows what was there before', async () => {
    const seen: unknown[] = [];
    hooks.own = {
      afterUpdate: ({ title }, { original, changes }) => void seen.push([original.title, changes, title]),
      afterReplace: ({ title }, original) => void seen.push([original.title, title]),
      afterDeleteItem: ({ title }) => void seen.push(title),
    };
    const { path } = await client.create('/notes', { title: 'a' });
    await client.patch(path, { title: 'b' }, { 'if-match': '*' });
    await client.put(path, { title: 'c' }, { 'if-match': '*' });
    await client.delete(path, { 'if-match': '*' });
    expect(seen).toEqual([['a', { title: 'b' }, 'b'], ['b', 'c'], 'c']);
  });
});

describe('the originals of the DELETE of a collection', () => {
  it('are given to the hooks that want them', async () => {
    await client.post('/notes', [{ title: 'a' }, { title: 'b' }]);
    const seen: unknown[] = [];
    hooks.own = { beforeDeleteOriginals: (notes) => void seen.push(...notes.map(({ title }) => title)) };
    await client.delete('/notes');
    expect(seen.toSorted()).toEqual(['a', 'b']);
  });

  it('are not read where no hook wants them', async () => {
    const plain = await startTestApp({ features: [RestrictedModule], connectVia: monitored });
    try {
      const commands = await commandsDuring(plain, () => new Client(plain.url).delete('/tokens'));
      expect(commands).toEqual([{ name: 'delete', collection: 'tokens' }]);
    } finally {
      await plain.stop();
    }
  });
});
