import { version } from '../../src/config/version.js';
import { InvoicesModule } from '../fixtures/invoices.js';
import { TasksModule } from '../fixtures/tasks.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an API with prefix and version', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { URL_PREFIX: 'shop/api', API_VERSION: 'v1', INFO: '_info', SCHEMA_ENDPOINT: 'schema' };
    service = await startTestApp({ features: [InvoicesModule], environment });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(['/shop/api/v1', '/shop/api/v1/'])('has its home at %s', async (path) => {
    const { status, body } = await client.get(path);

    expect(status).toBe(200);
    expect(body['_info']).toEqual({ server: 'Evenest', version, api_version: 'v1' });
    expect(body._links['child']).toContainEqual({
      href: 'people/<person>/invoices',
      title: 'people/<person>/invoices',
    });
    expect((await client.get(`${path.replace(/\/$/, '')}/schema/people`)).status).toBe(200);
  });

  it('serves nothing of it at the root', async () => {
    for (const path of ['/', '/people', '/shop/api', '/shop/api/people', '/schema', '/v1/people']) {
      expect((await client.get(path)).status).toBe(404);
    }
  });

  it('says where a new document is, and links without prefix and version', async () => {
    const root = '/shop/api/v1';
    const { headers, body } = await client.post(`${root}/people/`, { lastname: 'obama' });
    expect(headers.get('location')).toBe(`${service.url}${root}/people/${body._id}`);
    expect(body._links['self']?.href).toBe(`people/${body._id}`);

    const invoices = `people/${body._id}/invoices`;
    const invoice = await client.put(`${root}/${invoices}/${'c'.repeat(24)}`, { number: 1 });
    expect(invoice.headers.get('location')).toBe(`${service.url}${root}/${invoices}/${'c'.repeat(24)}`);
    const list = await client.get(`${root}/${invoices}`);
    expect(list.body._links['self']?.href).toBe(invoices);
    expect(list.body._items[0]?._links['self']?.href).toBe(`${invoices}/${'c'.repeat(24)}`);
  });

  it('leaves health and documentation at the root of the service', async () => {
    for (const path of ['/health', '/api/liveness', '/api/readiness', '/api', '/api/swagger.json']) {
      expect((await client.get(path)).status).toBe(200);
    }
    const { body } = await client.get('/api/swagger.json');
    expect(Object.keys(body['paths'] as object).toSorted()).toEqual([
      '/api/liveness',
      '/api/readiness',
      '/health',
      '/shop/api/v1',
      '/shop/api/v1/depots/{depot_number}/{direction}/parcels',
      '/shop/api/v1/depots/{depot_number}/{direction}/parcels/{id}',
      '/shop/api/v1/payments',
      '/shop/api/v1/payments/{id}',
      '/shop/api/v1/people',
      '/shop/api/v1/people/{id}',
      '/shop/api/v1/people/{person}/invoices',
      '/shop/api/v1/people/{person}/invoices/{id}',
      '/shop/api/v1/schema',
      '/shop/api/v1/schema/{resource}',
    ]);
  });
});

describe('an API whose root is where the documentation would be', () => {
  it('has its documentation at /docs', async () => {
    const service = await startTestApp({
      features: [InvoicesModule],
      environment: { URL_PREFIX: 'api', HATEOAS: 'false' },
    });
    const client = new Client(service.url);

    const { status, body } = await client.get('/api');
    expect([status, body]).toEqual([200, {}]);
    expect((await client.get('/api/people')).status).toBe(200);
    expect((await client.get('/api/liveness')).status).toBe(200);
    expect((await client.get('/docs')).text).toContain('Evenest API');
    expect((await client.get('/docs/swagger.json')).body['paths']).toHaveProperty('/api/people');
    await service.stop();
  });
});

describe('an API without links', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { HATEOAS: 'false', INFO: '_info', ALLOW_OVERRIDE_HTTP_METHOD: 'false' };
    service = await startTestApp({ features: [InvoicesModule, TasksModule], environment });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('has a home that tells of the server alone', async () => {
    expect((await client.get('/')).body).toEqual({ _info: { server: 'Evenest', version } });
  });

  it('answers with documents alone', async () => {
    const posted = await client.post('/people', { lastname: 'obama' });
    expect(Object.keys(posted.body).toSorted()).toEqual(['_created', '_etag', '_id', '_status', '_updated']);
    expect(posted.headers.get('location')).toBe(`${service.url}/people/${posted.body._id}`);
    const list = await client.get('/people');
    expect(Object.keys(list.body)).toEqual(['_items', '_meta']);
    expect(list.body._items[0]).not.toHaveProperty('_links');
    const item = await client.get(`/people/${posted.body._id}`);
    expect(item.body).toMatchObject({ lastname: 'obama' });
    expect(item.body).not.toHaveProperty('_links');
    const patched = await client.patch(`/people/${posted.body._id}`, {}, { 'if-match': posted.body._etag });
    expect(patched.body).not.toHaveProperty('_links');
  });

  it('takes a POST for a POST, whatever method it names, where that is not allowed', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'merkel' });
    const headers = { 'x-http-method-override': 'PATCH', 'if-match': etag };

    expect((await client.post(path, { lastname: 'other' }, headers)).status).toBe(405);
    expect((await client.get(path)).body['lastname']).toBe('merkel');
  });
});
