import { SpecimensModule } from '../fixtures/specimens.js';
import { Client, type Answer } from '../support/client.js';
import { multipart } from '../support/multipart.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('AUTO_CREATE_LISTS', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [SpecimensModule], environment: { AUTO_CREATE_LISTS: 'true' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  async function read({ status, text, body }: Answer): Promise<Answer['body']> {
    if (status !== 201) throw new Error(text);
    return (await client.get(`/specimens/${body._id}`)).body;
  }

  it.each([
    ['a text', { users: 'a' }, { users: ['a'] }],
    ['a list as it is', { users: ['a', 'b'] }, { users: ['a', 'b'] }],
    ['an empty list as it is', { users: [] }, { users: [] }],
    ['a value for a set', { uniq: 'a' }, { uniq: ['a'] }],
    ['a sub-document', { subs: { x: '5' } }, { subs: [{ x: 5 }] }],
    ['a value for a list of lists', { matrix: '5' }, { matrix: [[5]] }],
    ['what is no list field as it is', { str: 'a', box: { a: 1 }, any: 'x' }, { str: 'a', box: { a: 1 }, any: 'x' }],
  ])('makes a list of one: %s', async (_what, sent, stored) => {
    expect(await read(await client.post('/specimens', sent))).toMatchObject(stored);
  });

  it('does so in forms of both kinds', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const urlEncoded = await client.send('POST', '/specimens', { headers, body: 'users=a&subs.x=5' });
    expect(await read(urlEncoded)).toMatchObject({ users: ['a'], subs: [{ x: 5 }] });
    const parts = multipart(['name="users"', 'a'], ['name="uniq"', 'b']);
    const sent = await client.send('POST', '/specimens', parts);
    expect(await read(sent)).toMatchObject({ users: ['a'], uniq: ['b'] });
  });

  it('does so in PATCH and PUT', async () => {
    const { path, etag } = await client.create('/specimens', { str: 'x' });
    const changed = await client.patch(path, { users: 'a' }, { 'if-match': etag });
    expect((await client.get(path)).body['users']).toEqual(['a']);
    await client.put(path, { users: 'b' }, { 'if-match': changed.body._etag });
    expect((await client.get(path)).body['users']).toEqual(['b']);
  });

  it('has the element validated like any other', async () => {
    const { status, body } = await client.post('/specimens', { users: 5, subs: 'x', uniq: ['a', 'a'], letters: null });
    expect(status).toBe(422);
    expect(body._issues).toEqual({
      users: { '0': 'must be of string type' },
      subs: { '0': 'must be of dict type' },
      uniq: 'must be of set type',
      letters: 'null value not allowed',
    });
  });

  it('is off unless it is switched on', async () => {
    const strict = await startTestApp({ features: [SpecimensModule] });
    try {
      const { status, body } = await new Client(strict.url).post('/specimens', { users: 'a' });
      expect([status, body._issues]).toEqual([422, { users: 'must be of list type' }]);
    } finally {
      await strict.stop();
    }
  });
});
