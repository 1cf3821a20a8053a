import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const RIVALS = Array.from({ length: 20 }, (_, index) => index);
const NEW_ID = '0123456789abcdef01234567';

describe('rivals', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'people').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(['PATCH', 'PUT'])(
    'with one tag: of 20 %s exactly one succeeds, and its change is the one stored',
    async (method) => {
      const { path, etag } = await client.create('/people', { lastname: 'start' });
      const write = method === 'PUT' ? client.put.bind(client) : client.patch.bind(client);
      const answers = await Promise.all(
        RIVALS.map((age) => write(path, { lastname: 'end', age }, { 'if-match': `"${etag}"` })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...RIVALS.slice(1).map(() => 412)]);
      const winner = answers.findIndex(({ status }) => status === 200);
      const { body } = await client.get(path);
      expect(body).toMatchObject({ lastname: 'end', age: winner, _etag: answers[winner]?.body._etag });
    },
  );

  it('without a tag of their own (If-Match: *) all succeed and lose no change', async () => {
    const fields = ['firstname', 'age', 'born', 'role', 'location'] as const;
    const changes = {
      firstname: 'f',
      age: 5,
      born: 'Thu, 27 Aug 1970 14:37:13 GMT',
      role: ['copy'],
      location: { city: 'NY' },
    };
    const { path } = await client.create('/people', { lastname: 'start' });
    const answers = await Promise.all(
      fields.map((field) => client.patch(path, { [field]: changes[field] }, { 'if-match': '*' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(fields.map(() => 200));
    expect(new Set(answers.map(({ body }) => body._etag)).size).toBe(fields.length);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'start', ...changes });
  });

  it('for one new id: of 20 PUTs exactly one creates, the others learn that it is taken', async () => {
    const path = `/people/${NEW_ID}`;
    const answers = await Promise.all(RIVALS.map((age) => client.put(path, { lastname: 'new', age })));
    const winners = answers.flatMap(({ status }, index) => (status === 201 ? [index] : []));
    expect(winners).toHaveLength(1);
    for (const { status } of answers) expect([201, 409, 428]).toContain(status);
    expect((await client.get(path)).body['age']).toBe(winners[0]);
    expect(await client.count('/people')).toBe(1);
  });

  it('for one new id: of 20 POSTs exactly one creates', async () => {
    const answers = await Promise.all(
      RIVALS.map((age) => client.post('/people', { _id: NEW_ID, lastname: 'new', age })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...RIVALS.slice(1).map(() => 409)]);
    const winner = answers.findIndex(({ status }) => status === 201);
    expect((await client.get(`/people/${NEW_ID}`)).body['age']).toBe(winner);
  });

  it('for one new id in lists: one list is created whole, the other not at all', async () => {
    const lists = ['a', 'b'].map((lastname) => [{ lastname }, { _id: NEW_ID, lastname }, { lastname }]);
    const answers = await Promise.all(lists.map((list) => client.post('/people', list)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const winner = answers[0]?.status === 201 ? 'a' : 'b';
    const { body } = await client.get('/people');
    expect(body._items.map(({ lastname }) => lastname)).toEqual([winner, winner, winner]);
  });

  it('to delete one document: all are reported that it is gone', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const answers = await Promise.all(RIVALS.map(() => client.delete(path, { 'if-match': etag })));
    expect(answers.map(({ status }) => status)).toEqual(RIVALS.map(() => 204));
    expect((await client.get(path)).status).toBe(404);
  });

  it('to change and to delete one document: one of them wins, and the outcome is the winner’s', async () => {
    for (const round of RIVALS.slice(0, 5)) {
      const { path, etag } = await client.create('/people', { lastname: `p${round}` });
      const [patched, deleted] = await Promise.all([
        client.patch(path, { age: 1 }, { 'if-match': etag }),
        client.delete(path, { 'if-match': etag }),
      ]);
      const { status } = await client.get(path);
      if (status === 200) expect([patched.status, deleted.status]).toEqual([200, 412]);
      else expect([404, 412]).toContain(patched.status);
    }
  });
});
