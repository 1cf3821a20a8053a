import { WorksModule } from '../fixtures/works.js';
import { Client, query, type Created } from '../support/client.js';
import { commandsDuring, monitored } from '../support/command-log.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TIME, AN_ETAG } from '../support/wire.js';

const embed = (requested: object): string => query({ embedded: JSON.stringify(requested) });

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [WorksModule], connectVia: monitored });
  client = new Client(service.url);
});
afterEach(async () => {
  for (const name of ['people', 'works', 'publishers', 'shelves']) await storedIn(service, name).deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

function createPerson(lastname: string): Promise<Created> {
  return client.create('/people', { lastname });
}

describe('embedded', () => {
  it('shows a document in the place of a reference, on the item and in the collection', async () => {
    const owner = await createPerson('obama');
    const work = await client.create('/works', { title: 'w', owner: owner.id });
    const shown = { lastname: 'obama', _id: owner.id, _updated: A_TIME, _created: A_TIME, _etag: owner.etag };
    const item = await client.get(work.path + embed({ owner: 1 }));
    const page = await client.get(`/works${embed({ owner: true })}`);
    for (const body of [item.body, page.body._items[0]]) {
      expect(body?.['owner']).toEqual(shown);
      expect(body).toMatchObject({ title: 'w', _etag: work.etag });
      expect(body?._links).toHaveProperty('related.owner', { title: 'person', href: `people/${owner.id}` });
    }
    expect((await client.get(work.path)).body['owner']).toBe(owner.id);
    expect((await client.get(work.path + embed({ owner: 0 }))).body['owner']).toBe(owner.id);
    expect((await client.get(work.path + embed({}))).body['owner']).toBe(owner.id);
  });

  it('keeps order and repetition of a list, and drops what is missing', async () => {
    const [a, b, c] = [await createPerson('a'), await createPerson('b'), await createPerson('c')];
    const work = await client.create('/works', { title: 'w', editors: [b.id, a.id, b.id] });
    const gone = await client.create('/works', { title: 'v', editors: [c.id, a.id] });
    await client.delete(c.path, { 'if-match': c.etag });
    const names = async (path: string): Promise<unknown> => {
      const { body } = await client.get(path + embed({ editors: 1 }));
      return (body['editors'] as { lastname: string }[]).map(({ lastname }) => lastname);
    };
    expect(await names(work.path)).toEqual(['b', 'a', 'b']);
    expect(await names(gone.path)).toEqual(['a']);
  });

  it('shows null for what is missing or was null, and nothing for what was not there', async () => {
    const owner = await createPerson('obama');
    const work = await client.create('/works', { title: 'w', owner: owner.id });
    const orphan = await client.create('/works', { title: 'v', owner: null });
    const free = await client.create('/works', { title: 'u' });
    await client.delete(owner.path, { 'if-match': owner.etag });
    expect((await client.get(work.path + embed({ owner: 1 }))).body['owner']).toBeNull();
    expect((await client.get(orphan.path + embed({ owner: 1 }))).body['owner']).toBeNull();
    expect((await client.get(free.path + embed({ owner: 1 }))).body).not.toHaveProperty('owner');
  });

  it('reaches into sub-documents and lists of them', async () => {
    const [a, b] = [await createPerson('a'), await createPerson('b')];
    const meta = { reviewer: a.id, revisions: [{ note: '1', by: b.id }, { note: '2' }, { by: a.id }] };
    const { path } = await client.create('/works', { title: 'w', meta });
    const { body } = await client.get(path + embed({ 'meta.reviewer': 1, 'meta.revisions.by': 1 }));
    expect(body['meta']).toEqual({
      reviewer: { lastname: 'a', _id: a.id, _updated: A_TIME, _created: A_TIME, _etag: AN_ETAG },
      revisions: [
        { note: '1', by: { lastname: 'b', _id: b.id, _updated: A_TIME, _created: A_TIME, _etag: AN_ETAG } },
        { note: '2' },
        { by: { lastname: 'a', _id: a.id, _updated: A_TIME, _created: A_TIME, _etag: AN_ETAG } },
      ],
    });
    const one = await client.get(path + embed({ 'meta.revisions.by': 1 }));
    expect(one.body['meta']).toMatchObject({ reviewer: a.id, revisions: [{ by: { lastname: 'b' } }, {}, {}] });
  });

  it('finds a document by another field than its id', async () => {
    const head = await createPerson('knopf');
    await client.create('/publishing/houses', { code: 'ACE', head: head.id });
    const { path } = await client.create('/works', { title: 'w', publisher: 'ACE' });
    const { body } = await client.get(path + embed({ publisher: 1, 'publisher.head': 1 }));
    expect(body['publisher']).toMatchObject({ code: 'ACE', head: { lastname: 'knopf' } });
    expect(body['publisher']).not.toHaveProperty('_links');
  });

  it('goes from level to level, round in circles where documents do', async () => {
    const owner = await createPerson('obama');
    const first = await client.create('/works', { title: '1', owner: owner.id });
    const second = await client.create('/works', { title: '2', owner: owner.id, sequel_of: first.id });
    await client.patch(first.path, { sequel_of: second.id }, { 'if-match': first.etag });
    const requested = { sequel_of: 1, 'sequel_of.sequel_of': 1, 'sequel_of.sequel_of.owner': 1 };
    const { body } = await client.get(second.path + embed(requested));
    expect(body).toMatchObject({
      title: '2',
      owner: owner.id,
      sequel_of: {
        title: '1',
        owner: owner.id,
        sequel_of: { title: '2', sequel_of: first.id, owner: { lastname: 'obama' } },
      },
    });
  });

  it('costs one query per relation and level, however many documents', async () => {
    const people = await Promise.all(['a', 'b', 'c'].map(createPerson));
    const ids = people.map(({ id }) => id);
    const first = await client.create('/works', { title: '0', owner: ids[0] });
    const works = Array.from({ length: 40 }, (_, index) => ({
      title: String(index),
      owner: ids[index % 3],
      editors: ids,
      sequel_of: first.id,
    }));
    await client.post('/works', works);
    const path = `/works${query({ max_results: '50', embedded: '{"owner":1,"editors":1,"sequel_of":1,"sequel_of.owner":1}' })}`;
    const commands = await commandsDuring(service, async () => {
      const { body } = await client.get(path);
      expect(body._items).toHaveLength(41);
      expect(body._items[40]).toMatchObject({ owner: { lastname: 'a' }, sequel_of: { owner: { lastname: 'a' } } });
    });
    const sent = commands.map(({ name, collection }) => `${name} ${collection}`);
    expect(sent.toSorted()).toEqual(['find people', 'find people', 'find people', 'find works', 'find works']);
  });

  it('costs no query for references that no document has, and none beside its own without the parameter', async () => {
    const { path } = await client.create('/works', { title: 'w' });
    for (const search of ['', embed({ owner: 1, editors: 1 })]) {
      const commands = await commandsDuring(service, () => client.get(path + search));
      expect(commands).toEqual([{ name: 'find', collection: 'works' }]);
    }
  });

  it('shows what a projection left in', async () => {
    const owner = await createPerson('obama');
    const { path } = await client.create('/works', { title: 'w', owner: owner.id });
    const kept = await client.get(path + query({ projection: '{"owner":1}', embedded: '{"owner":1}' }));
    expect(kept.body['owner']).toMatchObject({ lastname: 'obama' });
    expect(kept.body).not.toHaveProperty('title');
    const left = await client.get(path + query({ projection: '{"title":1}', embedded: '{"owner":1}' }));
    expect(left.body).not.toHaveProperty('owner');
  });

  it.each<[string, string]>([
    ['{', 'Unable to parse `embedded` clause: '],
    ['["owner"]', 'Unable to parse `embedded` clause: '],
    ['owner', 'Unable to parse `embedded` clause: '],
    ['{"owner":2}', 'embedded of owner is 1 or 0, true or false, not 2'],
    ['{"owner":"1"}', 'embedded of owner is 1 or 0, true or false, not "1"'],
    ['{"ovner":1}', 'Unknown field in embedded: ovner, did you mean owner?'],
    ['{"ovner":0}', 'Unknown field in embedded: ovner, did you mean owner?'],
    ['{"title":1}', 'embedded: title refers to no other resource'],
    ['{"translator":1}', 'embedded: translator cannot be embedded'],
    ['{"translator":1,"owner":1}', 'embedded: translator cannot be embedded'],
    ['{"owner":1,"owner.firstname":1}', 'embedded: owner.firstname refers to no other resource'],
    ['{"owner":1,"owner.bos":1}', 'Unknown field in embedded: owner.bos'],
    ['{"sequel_of":1,"sequel_of.translator":1}', 'embedded: sequel_of.translator cannot be embedded'],
    ['{"sequel_of.owner":1}', 'embedded: sequel_of.owner needs its parent: {"sequel_of": 1, "sequel_of.owner": 1}'],
    ['{"sequel_of":0,"sequel_of.owner":1}', 'embedded: sequel_of.owner needs its parent: '],
    ['{"meta":1}', 'embedded: meta refers to no other resource'],
    ['{"__proto__":1}', 'Impossible field name in embedded: __proto__'],
    [
      JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [n, 1]))),
      'Too many paths in embedded: at most 20',
    ],
  ])('is rejected as %s', async (embedded, message) => {
    const { path } = await client.create('/works', { title: 'w' });
    for (const url of ['/works', path]) {
      const { status, body } = await client.get(url + query({ embedded }));
      expect(status).toBe(400);
      expect(body._error.message).toContain(message);
      expect(body._issues).toHaveProperty('embedded');
    }
  });

  it('is rejected where lists multiply beyond reason', async () => {
    const ids = (await Promise.all(Array.from({ length: 25 }, () => createPerson('x')))).map(({ id }) => id);
    const { insertedIds } = await storedIn(service, 'works').insertMany(
      Array.from({ length: 25 }, () => ({ title: 'w' })),
    );
    const works = Object.values(insertedIds).map((id) => id.toHexString());
    const shelf = await client.create('/shelves', { works: Array.from({ length: 20 }, () => works).flat() });
    await storedIn(service, 'works').updateMany(
      {},
      { $set: { editors: (await storedIn(service, 'people').find().toArray()).map(({ _id }) => _id) } },
    );
    expect(ids).toHaveLength(25);
    const modest = await client.get(shelf.path);
    expect(modest.body['works']).toHaveLength(500);
    const { status, body } = await client.get(shelf.path + embed({ 'works.editors': 1 }));
    expect(status).toBe(400);
    expect(body._issues).toHaveProperty('embedded');
  });
});

describe('embeddedFields', () => {
  async function createShelf(): Promise<{ shelf: Created; work: Created; owner: Created }> {
    const owner = await createPerson('obama');
    const work = await client.create('/works', { title: 'w', owner: owner.id });
    const shelf = await client.create('/shelves', { works: [work.id], keeper: owner.id });
    return { shelf, work, owner };
  }

  it('are embedded without being asked for', async () => {
    const { shelf } = await createShelf();
    const shown = { works: [{ title: 'w', owner: { lastname: 'obama' } }], keeper: { lastname: 'obama' } };
    expect((await client.get(shelf.path)).body).toMatchObject(shown);
    expect((await client.get('/shelves')).body._items[0]).toMatchObject(shown);
    expect((await client.get(shelf.path + embed({ keeper: 1 }))).body).toMatchObject(shown);
  });

  it('can be declined one by one, with what is inside them', async () => {
    const { shelf, work, owner } = await createShelf();
    const declined = await client.get(shelf.path + embed({ works: 0 }));
    expect(declined.body).toMatchObject({ works: [work.id], keeper: { lastname: 'obama' } });
    const inner = await client.get(shelf.path + embed({ 'works.owner': 0, keeper: false }));
    expect(inner.body).toMatchObject({ works: [{ title: 'w', owner: owner.id }], keeper: owner.id });
  });
});

describe('a conditional GET with embedded', () => {
  const OLD = new Date('2024-02-29T12:30:45Z');
  const NEW = new Date('2024-03-01T00:00:00Z');
  let owner: Created;
  let work: Created;
  let path: string;

  beforeEach(async () => {
    owner = await createPerson('obama');
    work = await client.create('/works', { title: 'w', owner: owner.id });
    path = work.path + embed({ owner: 1 });
    await storedIn(service, 'works').updateOne({}, { $set: { _updated: OLD } });
    await storedIn(service, 'people').updateOne({}, { $set: { _updated: NEW } });
  });

  it('is dated by the newest document in the answer', async () => {
    expect((await client.get(path)).headers.get('last-modified')).toBe(NEW.toUTCString());
    expect((await client.get(work.path)).headers.get('last-modified')).toBe(OLD.toUTCString());
    const page = await client.get(`/works${embed({ owner: 1 })}`);
    expect(page.headers.get('last-modified')).toBe(NEW.toUTCString());
    expect((await client.get(path, { 'if-modified-since': OLD.toUTCString() })).status).toBe(200);
    expect((await client.get(path, { 'if-modified-since': NEW.toUTCString() })).status).toBe(304);
  });

  it('has a tag of its own, which changes with the embedded document', async () => {
    const before = await client.get(path);
    const tag = before.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[a-f0-9]{40};embedded=[a-f0-9]{40}"$/);
    expect(before.body._etag).toBe(work.etag);
    expect((await client.get(path, { 'if-none-match': tag })).status).toBe(304);
    expect((await client.get(path, { 'if-none-match': `"${work.etag}"` })).status).toBe(200);
    await client.patch(owner.path, { lastname: 'biden' }, { 'if-match': owner.etag });
    const after = await client.get(path, { 'if-none-match': tag });
    expect(after.status).toBe(200);
    expect(after.body['owner']).toMatchObject({ lastname: 'biden' });
    expect((await client.get(work.path, { 'if-none-match': `"${work.etag}"` })).status).toBe(304);
  });

  it('answers 200 when the embedded document was deleted, whatever the date', async () => {
    const tag = (await client.get(path)).headers.get('etag') ?? '';
    await client.delete(owner.path, { 'if-match': owner.etag });
    expect((await client.get(path, { 'if-none-match': tag })).status).toBe(200);
    const { status, body } = await client.get(path, { 'if-modified-since': new Date().toUTCString() });
    expect(status).toBe(200);
    expect(body['owner']).toBeNull();
  });

  it('gives a tag under which the document can be changed, whatever became of the embedded one', async () => {
    const tag = (await client.get(path)).headers.get('etag') ?? '';
    await client.patch(owner.path, { lastname: 'biden' }, { 'if-match': owner.etag });
    expect((await client.patch(work.path, { title: 'v' }, { 'if-match': tag })).status).toBe(200);
    expect((await client.patch(work.path, { title: 'u' }, { 'if-match': tag })).status).toBe(412);
  });
});
