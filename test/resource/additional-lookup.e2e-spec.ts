import { TasksModule } from '../fixtures/tasks.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an additional lookup', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [TasksModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers as the URL by id does, with links by id', async () => {
    const { path } = await client.create('/contacts', { lastname: 'obama' });
    const [byId, byName] = await Promise.all([client.get(path), client.get('/contacts/obama')]);

    expect(byName.status).toBe(200);
    expect(byName.body).toEqual(byId.body);
    expect(byName.body._links['self']).toEqual({ title: 'contact', href: path.slice(1) });
    expect(byName.headers.get('etag')).toBe(byId.headers.get('etag'));
    const head = await client.send('HEAD', '/contacts/obama');
    expect([head.status, head.headers.get('etag')]).toEqual([200, byId.headers.get('etag')]);
    expect((await client.get('/contacts/nobody')).status).toBe(404);
    expect((await client.get('/contacts/no-body')).status).toBe(404);
  });

  it('reads and does nothing else', async () => {
    await client.create('/contacts', { lastname: 'merkel' });

    for (const method of ['PATCH', 'PUT', 'DELETE', 'POST']) {
      const { status, headers, body } = await client.send(method, '/contacts/merkel');
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(body._error.message).toBe('The method is not allowed for the requested URL.');
    }
    const options = await client.send('OPTIONS', '/contacts/merkel');
    expect([options.status, options.headers.get('allow')]).toEqual([200, 'GET, HEAD, OPTIONS']);
    const byId = await client.send('OPTIONS', `/contacts/${'a'.repeat(24)}`);
    expect(byId.headers.get('allow')).toBe('GET, HEAD, PUT, PATCH, DELETE, OPTIONS');
  });

  it('comes after the id, where a value could be both', async () => {
    const name = 'abcdef0123456789abcdef01';
    await client.create('/contacts', { lastname: name });
    expect((await client.get(`/contacts/${name}`)).status).toBe(404);

    const own = await client.create('/contacts', { _id: name, lastname: 'own' });
    expect((await client.get(`/contacts/${name}`)).body).toMatchObject({ _id: own.id, lastname: 'own' });
  });

  it('takes numbers for a field of numbers', async () => {
    const { id } = await client.create('/seats', { number: 12 });

    expect((await client.get('/seats/12')).body._id).toBe(id);
    expect((await client.get('/seats/-1')).status).toBe(404);
    expect((await client.get('/seats/twelve')).status).toBe(404);
  });

  it('is there where items cannot be read by id', async () => {
    const { id, path, etag } = await client.create('/badgers', { name: 'Ä b' });

    for (const name of ['Ä b', 'ä B']) {
      expect((await client.get(`/badgers/${encodeURIComponent(name)}`)).body).toMatchObject({ _id: id, name: 'ä b' });
    }
    const options = await client.send('OPTIONS', path);
    expect(options.headers.get('allow')).toBe('GET, HEAD, PATCH, OPTIONS');
    expect((await client.patch(path, { name: 'c' }, { 'if-match': etag })).status).toBe(200);
  });
});
