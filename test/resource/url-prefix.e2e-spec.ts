import { version } from '../../src/config/version.js';
import { InvoicesModule } from '../fixtures/invoices.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an API with prefix and version', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { URL_PREFIX: 'shop/api', API_VERSION: 'v1', INFO_NAME: '_info', SCHEMA_ENDPOINT: 'schema' };
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
    expect(headers.get('location')).toBe(`${root}/people/${body._id}`);
    expect(body._links['self']?.href).toBe(`people/${body._id}`);

    const invoices = `people/${body._id}/invoices`;
    const invoice = await client.put(`${root}/${invoices}/${'c'.repeat(24)}`, { number: 1 });
    expect(invoice.headers.get('location')).toBe(`${root}/${invoices}/${'c'.repeat(24)}`);
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
