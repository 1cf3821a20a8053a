import { WorksModule } from '../fixtures/works.js';
import { Client } from '../support/client.js';
import { commandsDuring, monitored } from '../support/command-log.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NOBODY = '0123456789abcdef01234567';
const missing = (value: string, resource = 'people', field = '_id'): string =>
  `value '${value}' must exist in resource '${resource}', field '${field}'.`;

describe('a data relation', () => {
  let service: TestApp;
  let client: Client;
  let somebody: string;
  let other: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [WorksModule], connectVia: monitored });
    client = new Client(service.url);
    ({ id: somebody } = await client.create('/people', { lastname: 'obama' }));
    ({ id: other } = await client.create('/people', { lastname: 'biden' }));
    await client.create('/publishing/houses', { code: 'ACE' });
  });
  afterEach(async () => {
    await storedIn(service, 'works').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('lets a document refer to what exists, at every place', async () => {
    const work = {
      title: 'w',
      owner: somebody,
      translator: somebody,
      editors: [somebody, other, somebody],
      publisher: 'ACE',
      meta: { reviewer: other, revisions: [{ note: 'a', by: somebody }, { note: 'b' }] },
    };
    const { path } = await client.create('/works', work);
    expect((await client.get(path)).body).toMatchObject(work);
  });

  it('is not looked up where an object stands in place of a reference: it would be part of a query', async () => {
    for (const odd of [{ $oid: [] }, { $date: null }, { $in: [] }, { _bsontype: null }]) {
      const { status, body } = await client.post('/works', { title: 'w', translator: [odd], editors: [odd] });
      expect(status).toBe(422);
      expect(body._issues).toEqual({
        translator: 'must be of objectid type',
        editors: { 0: 'must be of objectid type' },
      });
    }
  });

  it.each<[string, object, object]>([
    ['a field', { owner: NOBODY }, { owner: missing(NOBODY) }],
    ['an element of a list', { editors: ['SOMEBODY', NOBODY, 'SOMEBODY'] }, { editors: { 1: missing(NOBODY) } }],
    ['a value that is no id', { publisher: 'ACME' }, { publisher: missing('ACME', 'publishers', 'code') }],
    ['a sub-document', { meta: { reviewer: NOBODY } }, { meta: { reviewer: missing(NOBODY) } }],
    [
      'a list of sub-documents',
      { meta: { revisions: [{ by: 'SOMEBODY' }, { by: NOBODY }, {}] } },
      { meta: { revisions: { 1: { by: missing(NOBODY) } } } },
    ],
    ['a dotted name', { 'meta.reviewer': NOBODY }, { meta: { reviewer: missing(NOBODY) } }],
    ['its own collection', { sequel_of: NOBODY }, { sequel_of: missing(NOBODY, 'works') }],
    ['nothing', { owner: null }, {}],
    ['nobody in an empty list', { editors: [] }, {}],
  ])('is validated in %s, by POST, PUT and PATCH', async (_place, sent, issues) => {
    const fields = JSON.parse(JSON.stringify(sent).replaceAll('SOMEBODY', somebody)) as object;
    const isValid = Object.keys(issues).length === 0;
    const { path, etag } = await client.create('/works', { title: 'w', owner: somebody });
    const posted = await client.post('/works', { title: 'w', ...fields });
    const put = await client.put(path, { title: 'w', ...fields }, { 'if-match': etag });
    const patched = await client.patch(path, fields, { 'if-match': isValid ? put.body._etag : etag });
    expect([posted.status, put.status, patched.status]).toEqual(isValid ? [201, 200, 200] : [422, 422, 422]);
    if (isValid) return;
    for (const { body } of [posted, put, patched]) expect(body._issues).toEqual(issues);
    expect((await client.get(path)).body).toMatchObject({ owner: somebody, _etag: etag });
    expect(await client.count('/works')).toBe(1);
  });

  it('is reported of in one answer with all else that is wrong', async () => {
    const { status, body } = await client.post('/works', {
      title: 'far too long for a title',
      owner: NOBODY,
      translator: 'obama',
      editors: [NOBODY, 5, somebody, other],
      meta: { reviewer: NOBODY, unknown: 1 },
      nonsense: 1,
    });
    expect(status).toBe(422);
    expect(body._issues).toEqual({
      title: 'max length is 20',
      owner: missing(NOBODY),
      translator: 'must be of objectid type',
      editors: ['max length is 3', { 0: missing(NOBODY), 1: 'must be of objectid type' }],
      meta: { reviewer: missing(NOBODY), unknown: 'unknown field' },
      nonsense: 'unknown field',
    });
  });

  it('is reported of for each document of a list, and none is stored', async () => {
    const works = [{ title: 'a', owner: somebody }, { title: 'b', owner: NOBODY }, { title: 'c' }, { owner: NOBODY }];
    const { status, body } = await client.post('/works', works);
    expect(status).toBe(422);
    expect(body._items).toEqual([
      { _status: 'OK' },
      { _status: 'ERR', _issues: { owner: missing(NOBODY) } },
      { _status: 'OK' },
      { _status: 'ERR', _issues: { title: 'required field', owner: missing(NOBODY) } },
    ]);
    expect(await client.count('/works')).toBe(0);
  });

  it('costs one query, however many documents and references', async () => {
    const works = Array.from({ length: 30 }, (_, index) => ({
      title: String(index),
      owner: index % 2 === 0 ? somebody : other,
      editors: [somebody, other],
      publisher: 'ACE',
      meta: { revisions: [{ by: somebody }, { by: other }] },
    }));
    const commands = await commandsDuring(service, () => client.create('/works', works[0]));
    const bulk = await commandsDuring(service, () => client.post('/works', works));
    const lookups = [
      { name: 'distinct', collection: 'people' },
      { name: 'distinct', collection: 'people' },
      { name: 'distinct', collection: 'people' },
      { name: 'distinct', collection: 'publishers' },
    ];
    const isLookup = ({ collection }: { collection: string }): boolean => /^(people|publishers)$/.test(collection);
    for (const sent of [commands, bulk]) {
      const found = sent.filter(isLookup).toSorted((one, two) => one.collection.localeCompare(two.collection));
      expect(found).toEqual(lookups);
    }
    expect(await client.count('/works')).toBe(31);
  });

  it('costs nothing where there is nothing to look up', async () => {
    const commands = await commandsDuring(service, () => client.create('/works', { title: 'a', owner: null }));
    expect(commands).toEqual([{ name: 'insert', collection: 'works' }]);
  });

  it('is not looked up again by a PATCH of other fields', async () => {
    const { path, etag } = await client.create('/works', { title: 'a', owner: somebody });
    await storedIn(service, 'works').updateOne({}, { $set: { owner: NOBODY } });
    expect((await client.patch(path, { title: 'b' }, { 'if-match': etag })).status).toBe(200);
  });
});
