import { WorksModule } from '../fixtures/works.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('related links', () => {
  let service: TestApp;
  let client: Client;
  let person: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [WorksModule] });
    client = new Client(service.url);
    ({ id: person } = await client.create('/people', { lastname: 'obama' }));
    await client.create('/publishing/houses', { code: 'A/C E' });
  });
  afterEach(async () => {
    await storedIn(service, 'works').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  const toPerson = (): object => ({ title: 'person', href: `people/${person}` });

  it('lead from an item, a page and every write answer to what the document refers to', async () => {
    const fields = { title: 'w', owner: person, translator: person, editors: [person, person], publisher: 'A/C E' };
    const related = {
      owner: toPerson(),
      translator: toPerson(),
      editors: [toPerson(), toPerson()],
      publisher: { title: 'house', href: 'publishing/houses/A%2FC%20E' },
    };
    const posted = await client.post('/works', fields);
    const path = `/works/${posted.body._id}`;
    const self = { title: 'Work', href: path.slice(1) };
    expect(posted.body._links).toEqual({ self, related });
    const item = await client.get(path);
    const home = { title: 'home', href: '/' };
    expect(item.body._links).toEqual({ self, related, parent: home, collection: { title: 'works', href: 'works' } });
    expect((await client.get('/works')).body._items[0]?._links).toEqual({ self, related });
    const put = await client.put(path, fields, { 'if-match': posted.body._etag });
    expect(put.body._links).toEqual({ self, related });
    const patched = await client.patch(path, { editors: [] }, { 'if-match': put.body._etag });
    expect(patched.body._links).toEqual({ self, related: { ...related, editors: undefined } });
    const bulk = await client.post('/works', [fields, { title: 'v' }]);
    expect(bulk.body._items[0]?._links).toHaveProperty('related', related);
    expect(bulk.body._items[1]?._links).not.toHaveProperty('related');
  });

  it('lead to a document that can be read there', async () => {
    const { path } = await client.create('/works', { title: 'w', owner: person });
    const { related } = (await client.get(path)).body._links as unknown as { related: { owner: { href: string } } };
    expect((await client.get(`/${related.owner.href}`)).body['lastname']).toBe('obama');
  });

  it.each<[string, object]>([
    ['null', { owner: null }],
    ['an empty list', { editors: [] }],
    ['a field of a sub-document', { meta: { reviewer: 'PERSON', revisions: [{ by: 'PERSON' }] } }],
  ])('are not there for %s', async (_what, sent) => {
    const fields = JSON.parse(JSON.stringify(sent).replaceAll('PERSON', person)) as object;
    const { path } = await client.create('/works', { title: 'w', ...fields });
    expect((await client.get(path)).body._links).not.toHaveProperty('related');
  });

  it('are not there for fields that a projection leaves out', async () => {
    const { path } = await client.create('/works', { title: 'w', owner: person, translator: person });
    const { body } = await client.get(`${path}?projection={"owner":1}`);
    expect(body._links).toHaveProperty('related', { owner: toPerson() });
  });
});
