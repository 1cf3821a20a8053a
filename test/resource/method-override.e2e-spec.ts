import { PeopleModule } from '../fixtures/people.js';
import { Client, type Created } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('X-HTTP-Method-Override', () => {
  let service: TestApp;
  let client: Client;
  let obama: Created;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    obama = await client.create('/people', { firstname: 'barack', lastname: 'obama' });
  });
  afterAll(async () => {
    await service.stop();
  });

  const override = (method: string, more: Record<string, string> = {}): Record<string, string> => ({
    'x-http-method-override': method,
    ...more,
  });

  it.each(['PATCH', 'patch'])('makes a POST a PATCH: %s', async (method) => {
    const changes = { firstname: 'ronald' };
    const { status } = await client.post(obama.path, changes, override(method, { 'if-match': obama.etag }));
    expect(status).toBe(200);
    expect((await client.get(obama.path)).body).toMatchObject({ firstname: 'ronald', lastname: 'obama' });
  });

  it('makes a POST a PUT', async () => {
    const { status } = await client.post(obama.path, { lastname: 'new' }, override('PUT', { 'if-match': obama.etag }));
    expect(status).toBe(200);
    const { body } = await client.get(obama.path);
    expect(body['lastname']).toBe('new');
    expect(body).not.toHaveProperty('firstname');
  });

  it('makes a POST a DELETE, with or without a body', async () => {
    const headers = override('DELETE', { 'if-match': obama.etag });
    expect((await client.send('POST', obama.path, { headers })).status).toBe(204);
    expect((await client.get(obama.path)).status).toBe(404);
    const other = await client.create('/people', { lastname: 'other' });
    expect((await client.post(other.path, {}, override('DELETE', { 'if-match': other.etag }))).status).toBe(204);
  });

  it('asks for preconditions like the method itself', async () => {
    expect((await client.post(obama.path, { age: 1 }, override('PATCH'))).status).toBe(428);
    expect((await client.post(obama.path, { age: 1 }, override('PATCH', { 'if-match': 'abc' }))).status).toBe(412);
    expect((await client.get(obama.path)).body._etag).toBe(obama.etag);
  });

  it('offers no method that the URL does not offer', async () => {
    expect((await client.post('/people', { lastname: 'x' }, override('DELETE'))).status).toBe(405);
    expect((await client.get(obama.path)).status).toBe(200);
  });

  it.each(['LIST', 'HEAD', 'TRACE', ''])('knows no other methods: %p', async (method) => {
    expect((await client.post('/people', { lastname: 'x' }, override(method))).status).toBe(405);
  });

  it('means nothing on GET: a link cannot delete', async () => {
    for (const method of ['DELETE', 'PATCH', 'PUT']) {
      const { status, body } = await client.get(obama.path, override(method, { 'if-match': '*' }));
      expect(status).toBe(200);
      expect(body._etag).toBe(obama.etag);
    }
    expect((await client.get(obama.path)).status).toBe(200);
  });

  it('means nothing on PUT, PATCH and DELETE', async () => {
    const headers = override('DELETE', { 'if-match': obama.etag });
    const { status } = await client.patch(obama.path, { age: 1 }, headers);
    expect(status).toBe(200);
    expect((await client.get(obama.path)).body['age']).toBe(1);
  });

  it.each(['', 'NONSENSE', 'CONNECT', 'TRACE', 'PATCH, DELETE'])('is ignored when it says %p', async (method) => {
    const { status } = await client.post(obama.path, { age: 1 }, override(method, { 'if-match': obama.etag }));
    expect(status).toBe(405);
    expect((await client.get(obama.path)).body._etag).toBe(obama.etag);
  });
});

describe('X-HTTP-Method-Override where it is switched off', () => {
  it('is no more than a header: the POST counts', async () => {
    const environment = { ALLOW_OVERRIDE_HTTP_METHOD: 'false' };
    const service = await startTestApp({ features: [PeopleModule], environment });
    const client = new Client(service.url);
    const { path, etag } = await client.create('/people', { lastname: 'merkel' });
    const headers = { 'x-http-method-override': 'PATCH', 'if-match': etag };

    expect((await client.post(path, { lastname: 'other' }, headers)).status).toBe(405);
    expect((await client.get(path)).body['lastname']).toBe('merkel');
    const { body } = await client.get('/api/swagger.json');
    expect(JSON.stringify(body['paths'])).not.toContain('X-HTTP-Method-Override');
    await service.stop();
  });
});
