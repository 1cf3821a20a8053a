import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TEXT, A_TIME, AN_ETAG, AN_ID } from '../support/wire.js';

const ID = '0123456789abcdef01234567';
const OTHER_ID = '76543210fedcba9876543210';

describe('POST of a list', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule], environment: { BULK_LIMIT: '5' } });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('creates every document and answers for each, in the order sent', async () => {
    const { status, headers, body } = await client.post('/people', [{ lastname: 'a' }, { lastname: 'b' }]);
    expect(status).toBe(201);
    expect(Object.keys(body).toSorted()).toEqual(['_items', '_status']);
    expect(body._status).toBe('OK');
    expect(body._items).toHaveLength(2);
    const [first, second] = body._items;
    for (const item of [first, second]) {
      expect(item).toEqual({
        _id: AN_ID,
        _updated: A_TIME,
        _created: A_TIME,
        _etag: AN_ETAG,
        _links: { self: { title: 'person', href: `people/${item?._id ?? ''}` } },
        _status: 'OK',
      });
    }
    expect(headers.get('location')).toBe(`/people/${first?._id ?? ''}`);
    expect((await client.get(`/people/${first?._id ?? ''}`)).body['lastname']).toBe('a');
    expect((await client.get(`/people/${second?._id ?? ''}`)).body['lastname']).toBe('b');
  });

  it('answers to a list of one as to the one', async () => {
    const { status, body } = await client.post('/people', [{ lastname: 'a' }]);
    expect(status).toBe(201);
    expect(body).toMatchObject({ _id: A_TEXT, _status: 'OK' });
    expect(body).not.toHaveProperty('_items');
    const rejected = await client.post('/people', [{}]);
    expect(rejected.status).toBe(422);
    expect(rejected.body).toEqual({
      _status: 'ERR',
      _issues: { lastname: 'required field' },
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
  });

  it('creates none when one is not valid, and says for each what is wrong', async () => {
    const { status, headers, body } = await client.post('/people', [
      { lastname: 'ok' },
      { firstname: 'waytoolongname', nope: 1 },
      { lastname: 'ok too' },
    ]);
    expect(status).toBe(422);
    expect(headers.has('location')).toBe(false);
    expect(body).toEqual({
      _status: 'ERR',
      _items: [
        { _status: 'OK' },
        {
          _status: 'ERR',
          _issues: { firstname: 'max length is 10', lastname: 'required field', nope: 'unknown field' },
        },
        { _status: 'OK' },
      ],
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
    expect(await client.count('/people')).toBe(0);
  });

  it('counts the documents that are not valid', async () => {
    const { status, body } = await client.post('/people', [{}, { lastname: 'ok' }, { lastname: 5 }]);
    expect(status).toBe(422);
    expect(body._error.message).toBe('Insertion failure: 2 document(s) contain(s) error(s)');
    expect(body._items.map(({ _status }) => _status)).toEqual(['ERR', 'OK', 'ERR']);
  });

  it('says of an element that is no object that it is none', async () => {
    const { status, body } = await client.post('/people', [1, { lastname: 'ok' }]);
    expect(status).toBe(422);
    expect(body._items).toEqual([
      { _status: 'ERR', _issues: { 'validation exception': "'1' is not a document, must be a dict" } },
      { _status: 'OK' },
    ]);
    for (const elements of [[null], ['a'], [[{ lastname: 'ok' }]], [true, 1.5]]) {
      expect((await client.post('/people', elements)).status).toBe(422);
    }
    expect(await client.count('/people')).toBe(0);
  });

  it.each([
    ['first', [{ _id: ID }, { _id: OTHER_ID }, {}]],
    ['in the middle', [{ _id: OTHER_ID }, { _id: ID }, {}]],
    ['last', [{}, { _id: OTHER_ID }, { _id: ID }]],
  ])('creates none when an id is taken: %s', async (_where, documents) => {
    await client.create('/people', { _id: ID, lastname: 'was here' });
    const { status, body } = await client.post(
      '/people',
      documents.map((document) => ({ ...document, lastname: 'new' })),
    );
    expect(status).toBe(409);
    expect(body).toMatchObject({ _status: 'ERR', _error: { code: 409 } });
    const { body: left } = await client.get('/people');
    expect(left._items.map(({ lastname }) => lastname)).toEqual(['was here']);
  });

  it('creates none when an id occurs twice in the list', async () => {
    const duplicates = ['a', 'b', 'c'].map((lastname) => ({ lastname, ...(lastname === 'a' ? {} : { _id: ID }) }));
    expect((await client.post('/people', duplicates)).status).toBe(409);
    expect(await client.count('/people')).toBe(0);
  });

  it('rejects an empty list', async () => {
    const { status, body } = await client.post('/people', []);
    expect(status).toBe(400);
    expect(body).toMatchObject({ _status: 'ERR', _error: { code: 400 } });
    expect(await client.count('/people')).toBe(0);
  });

  it('takes as many as the limit allows and rejects one more', async () => {
    const people = (length: number): object[] => Array.from({ length }, (_, index) => ({ lastname: `p${index}` }));
    const rejected = await client.post('/people', people(6));
    expect(rejected.status).toBe(413);
    expect(rejected.body).toMatchObject({ _status: 'ERR', _error: { code: 413 } });
    expect(await client.count('/people')).toBe(0);
    const accepted = await client.post('/people', people(5));
    expect(accepted.status).toBe(201);
    expect(accepted.body._items).toHaveLength(5);
    expect(await client.count('/people')).toBe(5);
  });
});

describe('POST of a list where it is switched off', () => {
  const REFUSAL = 'Bulk insert not allowed: send one document, this request has 2.';

  it.each([
    ['by its resource', '/votes', {}, { choice: 1 }],
    ['by BULK_ENABLED', '/people', { BULK_ENABLED: 'false' }, { lastname: 'a' }],
    ['by both', '/votes', { BULK_ENABLED: 'false' }, { choice: 1 }],
  ])('is rejected %s, unless it is a list of one', async (_who, path, environment, document) => {
    const service = await startTestApp({ features: [PeopleModule, RestrictedModule], environment });
    const client = new Client(service.url);
    try {
      const rejected = await client.post(path, [document, document]);
      expect(rejected.status).toBe(400);
      expect(rejected.body).toEqual({ _status: 'ERR', _error: { code: 400, message: REFUSAL } });
      expect(await client.count(path)).toBe(0);
      const taken = await client.post(path, [document]);
      expect([taken.status, taken.body._status]).toEqual([201, 'OK']);
      expect((await client.post(path, document)).status).toBe(201);
      expect((await client.post(path, [])).status).toBe(400);
    } finally {
      await service.stop();
    }
  });
});
