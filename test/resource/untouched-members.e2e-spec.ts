import mongoose from 'mongoose';
import { EVERY_BSON_TYPE } from '../fixtures/every-bson-type.js';
import { Client } from '../support/client.js';
import { membersIn, rawMembers } from '../support/raw-members.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const { Double, Long, ObjectId } = mongoose.mongo.BSON;
const ANY = { 'if-match': '*' };
const KEPT_FIELDS = Object.fromEntries(
  [...EVERY_BSON_TYPE.keys()].filter((name) => !name.includes('.')).map((name) => [name, { readonly: true }]),
);

const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT', 'DELETE'],
  DOMAIN: {
    foreign: { allow_unknown: true, schema: { title: { type: 'string' }, d: { type: 'dict', allow_unknown: true } } },
    kept: {
      datasource: { source: 'foreign' },
      schema: {
        title: { type: 'string' },
        ...KEPT_FIELDS,
        views: { readonly: true },
        d: { type: 'dict', schema: { title: { type: 'string' }, stamp: { type: 'float', readonly: true } } },
      },
    },
    plain: { datasource: { source: 'foreign' }, schema: { title: { type: 'string' }, n: { type: 'integer' } } },
    unnested: {
      datasource: { source: 'foreign' },
      merge_nested_documents: false,
      schema: {
        d: { type: 'dict' },
        sub: { type: 'dict', schema: { title: { type: 'string' }, stamp: { type: 'float', readonly: true } } },
      },
    },
    strict: {
      datasource: { source: 'foreign' },
      schema: {
        title: { type: 'string', dependencies: ['needed'] },
        needed: { type: 'string', readonly: true, required: true },
        odd: { type: 'integer', readonly: true, min: 5 },
        gone: { type: 'objectid', readonly: true, data_relation: { resource: 'plain' } },
        filled: { type: 'string', readonly: true, default: 'x' },
      },
    },
  },
};

/** What the service itself writes with every change. */
const OWN = ['_updated', '_etag'];

describe('a document that another program wrote', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'foreign').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  async function store(members: Iterable<readonly [string, unknown]> = EVERY_BSON_TYPE): Promise<string> {
    const id = new ObjectId();
    await storedIn(service, 'foreign').insertOne(new Map<string, unknown>([['_id', id], ['title', 'old'], ...members]));
    return id.toHexString();
  }

  const raw = async (id: string): Promise<Map<string, string>> =>
    rawMembers(service, 'foreign', ObjectId.createFromHexString(id));

  /** Both without these, as lists: the order counts. */
  function expectSame(
    before: ReadonlyMap<string, string>,
    after: ReadonlyMap<string, string>,
    changed: readonly string[],
  ): void {
    const untouched = (members: ReadonlyMap<string, string>): unknown =>
      [...members].filter(([name]) => ![...OWN, ...changed].includes(name));
    expect(untouched(after)).toEqual(untouched(before));
  }

  it.each(['foreign', 'plain', 'kept'])('keeps the bytes of what a PATCH does not name (%s)', async (resource) => {
    const id = await store();
    const before = await raw(id);

    const { status } = await client.patch(`/${resource}/${id}`, { title: 'new' }, ANY);

    expect(status).toBe(200);
    const after = await raw(id);
    expectSame(before, after, ['title']);
    expect([...after.keys()]).toEqual([...before.keys(), ...OWN]);
    const second = await client.patch(`/${resource}/${id}`, { title: 'newer' }, ANY);
    expect(second.status).toBe(200);
    expectSame(before, await raw(id), ['title']);
  });

  it('keeps the bytes of what a PATCH repeats', async () => {
    const id = await store(new Map<string, unknown>([...EVERY_BSON_TYPE].slice(0, 14)));
    const before = await raw(id);

    const { status } = await client.patch(`/foreign/${id}`, { int: 5, long: 5, double: 1, large_double: 2 ** 40 }, ANY);

    expect(status).toBe(200);
    expectSame(before, await raw(id), []);
  });

  it('keeps the bytes of the other members of a sub-document', async () => {
    const id = await store([['d', EVERY_BSON_TYPE]]);
    const before = await raw(id);

    for (const changes of [{ d: { text: 'b' } }, { d: { more: 1 } }, { d: { numbered: { 10: 5 } } }])
      expect((await client.patch(`/foreign/${id}`, changes, ANY)).status).toBe(200);

    const [was, is] = [membersIn(before.get('d')), membersIn((await raw(id)).get('d'))];
    for (const name of ['never', 'double', 'longest', 'odd_reference', 'pcre', 'scoped', 'list']) {
      const element = was.get(name);
      expect([name, is.get(name)]).toEqual([name, element]);
    }
    expect([...is.keys()]).toEqual([...was.keys(), 'more']);
    expect(is.get('numbered')).toBe(was.get('numbered')?.replace('10313000' + '02000000', '10313000' + '05000000')); // prettier-ignore
  });

  it('keeps the types and the order of what has to be written again beside a change', async () => {
    const inside = new Map([...EVERY_BSON_TYPE, ['odd.name', new Map<string, unknown>([['a', 1], ['never', EVERY_BSON_TYPE.get('never')]])]]); // prettier-ignore
    const id = await store([['d', inside]]);
    const before = membersIn((await raw(id)).get('d'));
    const change = { d: { named: { '': 4, more: 1 } } };

    expect((await client.patch(`/foreign/${id}`, change, ANY)).status).toBe(200);

    const after = membersIn((await raw(id)).get('d'));
    expect([...after].filter(([name]) => name !== 'named')).toEqual([...before].filter(([name]) => name !== 'named'));
    const named = membersIn(after.get('named'));
    expect([...named.keys()]).toEqual(['a.b', '$x', '', '__proto__', '_bsontype', 'more']);
    expect(named.get('a.b')).toBe(membersIn(before.get('named')).get('a.b'));
  });

  it('can be given a member that no path names', async () => {
    const id = await store([['double', new Double(1)], ['', new Double(3)], ['long', Long.fromNumber(2)]]); // prettier-ignore
    const before = await raw(id);

    expect((await client.patch(`/foreign/${id}`, { '': 4 }, ANY)).status).toBe(200);

    expectSame(before, await raw(id), ['']);
    expect((await raw(id)).get('')).toBe('16 04000000');
  });

  it('loses nothing of its neighbours when others are made, replaced and deleted', async () => {
    const id = await store();
    const before = await raw(id);
    const [one, other] = [await store(), await store()];

    expect((await client.post('/foreign', [{ title: 'a' }, { title: 'b' }])).status).toBe(201);
    expect((await client.put(`/foreign/${one}`, { title: 'c' }, ANY)).status).toBe(200);
    expect((await client.delete(`/foreign/${one}`, ANY)).status).toBe(204);
    expect((await client.delete(`/foreign/${other}`, ANY)).status).toBe(204);

    expect([...(await raw(id))]).toEqual([...before]);
  });

  it('keeps what is read-only when a PUT leaves it out', async () => {
    const id = await store();
    const before = await raw(id);

    const { status } = await client.put(`/kept/${id}`, { title: 'new' }, ANY);

    expect(status).toBe(200);
    const after = await raw(id);
    expectSame(new Map([...before].filter(([name]) => name !== 'dotted.name')), after, ['title']);
    expect(after.has('dotted.name')).toBe(false);
  });

  it('keeps what is read-only when a PUT repeats it', async () => {
    const members = [...EVERY_BSON_TYPE].filter(([name]) => !['dotted.name', 'named'].includes(name)); // `__proto__` in a body is 400
    const id = await store(members);
    const before = await raw(id);
    const shown = (await client.get(`/kept/${id}`)).body;
    const payload = Object.fromEntries(Object.keys(KEPT_FIELDS).map((name) => [name, shown[name]]));

    const { status, text } = await client.put(`/kept/${id}`, { ...payload, title: 'new' }, ANY);

    expect([status, text]).toEqual([200, expect.any(String)]);
    expectSame(before, await raw(id), ['title']);
    const changed = await client.put(`/kept/${id}`, { ...payload, double: 2 }, ANY);
    expect([changed.status, changed.body._issues]).toEqual([422, { double: 'field is read-only' }]);
  });

  it.each([{ title: 'b' }, { title: 'b', stamp: 2 }, {}])(
    'keeps what is read-only in a sub-document that a PUT brings: %j',
    async (d) => {
      const id = await store([['d', new Map<string, unknown>([['stamp', new Double(2)], ['title', 'a'], ['x', 1]])]]); // prettier-ignore

      expect((await client.put(`/kept/${id}`, { d }, ANY)).status).toBe(200);

      const members = membersIn((await raw(id)).get('d'));
      expect(Object.fromEntries(members)).toEqual({
        stamp: '1 0000000000000040',
        ...('title' in d && { title: '2 020000006200' }),
      });
      expect((await raw(id)).has('title')).toBe(false);
      expect((await client.put(`/kept/${id}`, { title: 'x' }, ANY)).status).toBe(200);
      expect((await raw(id)).has('d')).toBe(false);
    },
  );

  it('need not have what is read-only as it should be when a PUT leaves it out', async () => {
    const strict = new Map<string, unknown>([['needed', 'n'], ['odd', 'text'], ['gone', new ObjectId()], ['filled', 'own']]); // prettier-ignore
    const id = await store(strict);
    const before = await raw(id);
    const shown = (await client.get(`/strict/${id}`)).body;

    expect((await client.put(`/strict/${id}`, { title: 'new' }, ANY)).status).toBe(200);
    expectSame(before, await raw(id), ['title']);
    const { needed, odd, gone, filled } = shown;
    expect((await client.put(`/strict/${id}`, { title: 'b', needed, odd, gone, filled }, ANY)).status).toBe(200);
    expectSame(before, await raw(id), ['title']);
    const rejected = await client.put(`/strict/${id}`, { title: 'c', filled: 'x' }, ANY);
    expect([rejected.status, rejected.body._issues]).toEqual([422, { filled: 'field is read-only' }]);
    expect((await client.put(`/strict/${await store([])}`, { title: 'd' }, ANY)).status).toBe(422);
  });

  it('keeps what is read-only in a sub-document that a PATCH replaces', async () => {
    const id = await store([['sub', new Map<string, unknown>([['title', 'a'], ['stamp', new Double(2)], ['x', 1]])]]); // prettier-ignore

    for (const sub of [{ title: 'b' }, { title: 'c', stamp: 2 }])
      expect((await client.patch(`/unnested/${id}`, { sub }, ANY)).status).toBe(200);

    const members = membersIn((await raw(id)).get('sub'));
    expect([...members]).toEqual([['title', '2 020000006300'], ['stamp', '1 0000000000000040']]); // prettier-ignore
  });

  it('gets the members of a new sub-document alone where sub-documents are not merged', async () => {
    const id = await store([['d', new Map<string, unknown>([['a', new Double(1)], ['b', 2]])], ['e', new Double(1)]]); // prettier-ignore
    const before = await raw(id);

    expect((await client.patch(`/unnested/${id}`, { d: { a: 1, c: 3 } }, ANY)).status).toBe(200);

    expectSame(before, await raw(id), ['d']);
    expect([...membersIn((await raw(id)).get('d'))]).toEqual([['a', '1 000000000000f03f'], ['c', '16 03000000']]); // prettier-ignore
  });

  /** Another program counts as long as something is done. @returns how often it did */
  async function incrementDuring(id: string, act: () => Promise<void>): Promise<number> {
    let increments = 0;
    const state = { isOver: false };
    const incrementing = (async () => {
      for (; !state.isOver; increments++)
        await storedIn(service, 'foreign').updateOne(
          { _id: ObjectId.createFromHexString(id) },
          { $inc: { views: 1, 'd.views': 1 } },
        );
    })();
    await act();
    state.isOver = true;
    await incrementing;
    return increments;
  }

  it('loses no increment of another program beside 120 PATCHes', async () => {
    const id = await store([['views', Long.fromNumber(0)], ['d', new Map<string, unknown>([['views', 0], ['note', 'a']])]]); // prettier-ignore

    const increments = await incrementDuring(id, async () => {
      for (let round = 0; round < 120; round++) {
        const changes = { title: `t${round}`, d: { note: `n${round}` } };
        expect((await client.patch(`/foreign/${id}`, changes, ANY)).status).toBe(200);
      }
    });

    expect(increments).toBeGreaterThan(50);
    expect(await storedIn(service, 'foreign').findOne()).toMatchObject({
      views: increments,
      d: { views: increments, note: 'n119' },
      title: 't119',
    });
  });

  it('loses no increment of what is read-only beside 60 PUTs', async () => {
    const id = await store([['views', Long.fromNumber(0)]]);

    const increments = await incrementDuring(id, async () => {
      for (let round = 0; round < 60; round++)
        expect((await client.put(`/kept/${id}`, { title: `t${round}` }, ANY)).status).toBe(200);
    });

    expect(increments).toBeGreaterThan(25);
    expect(await storedIn(service, 'foreign').findOne()).toMatchObject({ views: increments, title: 't59' });
  });

  it('is changed on top of what another program made of it meanwhile', async () => {
    const id = await store([['d', new Map([['a', 1]])]]);
    const filter = { _id: ObjectId.createFromHexString(id) };
    for (let round = 0; round < 20; round++) {
      const [patched] = await Promise.all([
        client.patch(`/foreign/${id}`, { d: { note: `n${round}` } }, ANY),
        storedIn(service, 'foreign').updateOne(filter, { $set: { d: round % 2 ? 'text' : { a: round } } }),
      ]);
      expect(patched.status).toBe(200);
    }
    expect(Object.keys((await storedIn(service, 'foreign').findOne(filter)) ?? {})).toContain('d');
  });
});
