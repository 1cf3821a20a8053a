import { PeopleModule } from '../fixtures/people.js';
import { Client, sendRaw } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const UUID = /^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/;

describe('X-Request-Id', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is in every answer, a new one each time', async () => {
    const answers = [
      await client.get('/'),
      await client.get('/people'),
      await client.post('/people', { lastname: 'x' }),
      await client.post('/people', {}),
      await client.get('/nothing'),
      await client.put('/people', {}),
      await client.send('OPTIONS', '/people'),
      await client.send('HEAD', '/people'),
      await client.send('POST', '/people', { headers: { 'content-type': 'text/plain' }, body: 'x' }),
      await client.get('/api/liveness'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 422, 404, 405, 200, 200, 415, 200]);
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is in the answer to a URL that cannot be read', async () => {
    const { status, headers } = await sendRaw(service.url, { method: 'GET', path: '/people/%zz' });
    expect(status).toBe(400);
    expect(headers.get('x-request-id')).toMatch(UUID);
  });

  it.each(['abc', '4bf92f3577b34da6a3ce929d0e0e4736', 'a.b:c-d_e', 'x'.repeat(128)])(
    'is the one the client gave: %s',
    async (id) => {
      for (const path of ['/people', '/nothing']) {
        expect((await client.get(path, { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
      }
    },
  );

  it.each(['', 'with space', '<script>', 'x'.repeat(129), '{"a":1}', 'a,b'])(
    'is a new one where the client gave what is no plain token: %p',
    async (id) => {
      const { headers } = await client.get('/people', { 'x-request-id': id });
      expect(headers.get('x-request-id')).toMatch(UUID);
    },
  );
});
