import { PeopleModule } from '../fixtures/people.js';
import { WorksModule } from '../fixtures/works.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ENVIRONMENT = {
  LAST_UPDATED_NAME: 'changed_at',
  DATE_CREATED_NAME: 'made_at',
  ETAG_NAME: 'tag',
  ISSUES_NAME: 'wrong',
  STATUS_NAME: 'state',
  STATUS_OK: 'fine',
  STATUS_ERR: 'bad',
  ERROR_NAME: 'fault',
  ITEMS_NAME: 'results',
  LINKS_NAME: 'hrefs',
  META_NAME: 'page',
  QUERY_WHERE: 'filter_by',
  QUERY_SORT: 'order_by',
  HEADER_TOTAL_COUNT: 'X-Count',
  DATE_FORMAT: '%Y-%m-%dT%H:%M:%SZ',
};
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

describe('names of the wire', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [WorksModule, PeopleModule], environment: ENVIRONMENT });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('are those of the settings in a write response, an item and a page', async () => {
    const created = await client.post('/people', { lastname: 'obama' });
    const { _id, ...writeResponse } = created.body;
    expect(Object.keys(writeResponse).toSorted()).toEqual(['changed_at', 'hrefs', 'made_at', 'state', 'tag']);
    expect(writeResponse['state']).toBe('fine');

    const item = await client.get(`/people/${_id}`);
    expect(item.body).toMatchObject({ lastname: 'obama', changed_at: expect.stringMatching(ISO) as unknown });
    expect(item.headers.get('etag')).toBe(`"${String(item.body['tag'])}"`);

    const page = await client.get('/people');
    expect(page.body['results']).toHaveLength(1);
    expect(page.body['page']).toEqual({ page: 1, max_results: 25, total: 1 });
    expect(page.body).toHaveProperty('hrefs.self.href', 'people');
    expect(page.headers.get('x-count')).toBe('1');
    for (const text of [created.text, item.text, page.text]) expect(text).not.toMatch(/"_(?!id)/);
  });

  it('are those of the settings in the database', async () => {
    await client.post('/people', { lastname: 'obama' });
    const stored = await storedIn(service, 'people').findOne({});
    expect(Object.keys(stored ?? {}).toSorted()).toEqual(['_id', 'changed_at', 'lastname', 'made_at', 'tag']);
  });

  it('are those of the settings in queries', async () => {
    await client.post('/people', { lastname: 'obama' });
    const found = (parameters: Record<string, string>) => client.get(`/people${query(parameters)}`);
    expect((await found({ filter_by: '{"made_at":{"$gt":"2020-01-01T00:00:00Z"}}' })).body['results']).toHaveLength(1);
    expect((await found({ filter_by: '{"made_at":{"$lt":"2020-01-01T00:00:00Z"}}' })).body['results']).toHaveLength(0);
    expect((await found({ order_by: '-changed_at' })).status).toBe(200);
    expect((await found({ filter_by: '{"_created":1}' })).status).toBe(400);
    const projected = await found({ projection: '{"lastname":1}' });
    expect(projected.body['results']).toMatchObject([{ lastname: 'obama', tag: expect.any(String) as unknown }]);
  });

  it('are those of the settings in rejections', async () => {
    const { status, body } = await client.post('/people', {});
    expect(status).toBe(422);
    expect(body).toEqual({
      state: 'bad',
      wrong: { lastname: 'required field' },
      fault: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
    const bulk = await client.post('/people', [{ lastname: 'x' }, {}]);
    expect(bulk.body['results']).toEqual([{ state: 'fine' }, { state: 'bad', wrong: { lastname: 'required field' } }]);
    expect((await client.get('/nowhere')).body).toMatchObject({ state: 'bad', fault: { code: 404 } });
  });

  it('hold for conditional writes', async () => {
    const created = await client.post('/people', { lastname: 'obama' });
    const path = `/people/${created.body._id}`;
    const tag = String(created.body['tag']);
    const changed = await client.patch(path, { lastname: 'new' }, { 'if-match': tag });
    expect([changed.status, changed.body['tag'] === tag]).toEqual([200, false]);
    expect((await client.patch(path, { lastname: 'x' }, { 'if-match': tag })).status).toBe(412);
    expect((await client.delete(path, { 'if-match': String(changed.body['tag']) })).status).toBe(204);
  });

  it('write and read dates in the format of the settings, and read ISO 8601 and RFC 1123 always', async () => {
    for (const born of ['1970-08-27T14:37:13Z', 'Thu, 27 Aug 1970 14:37:13 GMT', '1970-08-27 14:37:13+00:00']) {
      const { status, body } = await client.post('/people', { lastname: 'x', born });
      expect(status).toBe(201);
      expect((await client.get(`/people/${body._id}`)).body['born']).toBe('1970-08-27T14:37:13Z');
    }
  });

  it('embed documents under their names', async () => {
    const owner = await client.post('/people', { lastname: 'obama' });
    const work = await client.post('/works', { title: 'w', owner: owner.body._id });
    const { body } = await client.get(`/works/${work.body._id}${query({ embedded: '{"owner":1}' })}`);
    expect(body['owner']).toMatchObject({ lastname: 'obama', tag: owner.body['tag'] });
  });
});

describe('DATE_FORMAT', () => {
  let service: TestApp;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule], environment: { DATE_FORMAT: '%d/%m/%Y %H:%M:%S' } });
  });
  afterAll(async () => {
    await service.stop();
  });

  it('may be one that is neither ISO 8601 nor RFC 1123', async () => {
    const client = new Client(service.url);
    const { body } = await client.post('/people', { lastname: 'x', born: '27/08/1970 14:37:13' });
    expect((await client.get(`/people/${body._id}`)).body['born']).toBe('27/08/1970 14:37:13');
    const found = await client.get(`/people${query({ where: '{"born":"27/08/1970 14:37:13"}' })}`);
    expect(found.body._items).toHaveLength(1);
  });
});
