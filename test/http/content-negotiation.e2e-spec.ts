import { WorksModule } from '../fixtures/works.js';
import { Client, sendRaw } from '../support/client.js';
import { exchangeBytes } from '../support/raw-http.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xml; charset=utf-8';

describe('content negotiation', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [WorksModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['*/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/json; charset=utf-8', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json, text/plain, */*', JSON_TYPE],
    ['application/json, application/xml', JSON_TYPE],
    ['application/json;q=0.9, application/xml;q=0.8', JSON_TYPE],
    ['application/json;charset=utf-8, application/xml;q=0.5', JSON_TYPE],
    ['application/problem+json', JSON_TYPE],
    ['application/xml', XML_TYPE],
    ['APPLICATION/XML', XML_TYPE],
    ['application/xml; charset=utf-8', XML_TYPE],
    ['application/xml, application/json', XML_TYPE],
    ['application/json;q=0.5, application/xml;q=0.6', XML_TYPE],
    ['application/json;q=0, */*', XML_TYPE],
    ['text/xml', 'text/xml; charset=utf-8'],
    ['text/*', 'text/xml; charset=utf-8'],
    ['application/x-xml', 'application/x-xml; charset=utf-8'],
    ['application/xml, text/xml, */*; q=0.01', XML_TYPE],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', XML_TYPE],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8', XML_TYPE],
  ])('takes the best match: %s', async (accept, type) => {
    const { status, headers } = await client.get('/people', { accept });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(type);
  });

  it.each([
    'text/html',
    'image/png',
    'application/xml;q=0',
    'application/xml;version=2',
    '',
    'garbage',
    ';;,',
    '/',
    'a/b;q="',
    'a/b,'.repeat(3000),
  ])('answers JSON, never 406, where nothing matches: %.20s', async (accept) => {
    const { status, headers, text } = await client.get('/people', { accept });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(JSON_TYPE);
    expect(JSON.parse(text)).toHaveProperty('_items');
  });

  it('answers JSON to a client that says nothing', async () => {
    const { headers, text } = await sendRaw(service.url, { method: 'GET', path: '/people' });
    expect(headers.get('content-type')).toBe(JSON_TYPE);
    expect(JSON.parse(text)).toHaveProperty('_items');
  });

  const PROBLEM_TYPE = 'application/problem+json';

  it.each([
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    [PROBLEM_TYPE, PROBLEM_TYPE],
    ['APPLICATION/PROBLEM+JSON', PROBLEM_TYPE],
    ['application/problem+json; charset=utf-8', PROBLEM_TYPE],
    ['application/problem+json;q=0', JSON_TYPE],
    ['application/json, application/problem+json;q=0', JSON_TYPE],
    ['*/*, application/problem+json;q=0', JSON_TYPE],
    ['application/problem+json, */*', PROBLEM_TYPE],
    ['application/json, */*', JSON_TYPE],
    ['application/json, application/problem+json', JSON_TYPE],
    ['application/json, application/xml, application/problem+json', JSON_TYPE],
    ['application/json,application/problem+json,application/xml', JSON_TYPE],
    ['application/xml, application/json, application/problem+json', XML_TYPE],
    ['application/problem+json, application/json', PROBLEM_TYPE],
    ['application/json;q=0.5, application/problem+json;q=0.9', PROBLEM_TYPE],
    ['application/json;q=0, application/problem+json;q=0.1', PROBLEM_TYPE],
    ['application/xml, application/problem+json;q=0.9', XML_TYPE],
    ['text/xml, application/problem+json', 'text/xml; charset=utf-8'],
    ['application/problem+json;q=x', JSON_TYPE],
    ['x-application/problem+json', JSON_TYPE],
    ['*/*;q=0', JSON_TYPE],
    ['', JSON_TYPE],
    ['garbage', JSON_TYPE],
  ])('chooses the form of an error by the same rules: %s', async (accept, type) => {
    for (const answer of [
      await client.get('/nothing', { accept }),
      await client.post('/people', {}, { accept }),
      await client.put('/people', {}, { accept }),
      await client.get('/people?where={', { accept }),
      await sendRaw(service.url, { method: 'GET', path: '/people/%zz', headers: { accept } }),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('content-type')).toBe(type);
    }
  });

  it('reads several Accept headers as one', async () => {
    const head = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
    const answer = await exchangeBytes(
      service.url,
      `${head}Accept: application/problem+json;q=0.5\r\nAccept: application/xml\r\n\r\n`,
    );
    expect(answer).toContain(`content-type: ${XML_TYPE}`);
  });

  it('is told to caches, beside the origin', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const all = [
      await client.get('/people'),
      await client.get('/people', { accept: 'application/xml' }),
      await client.get(path, { 'if-none-match': etag }),
      await client.get('/nothing'),
      await client.post('/people', {}),
    ];
    expect(all.map(({ status }) => status)).toEqual([200, 200, 304, 404, 422]);
    for (const { headers } of all) expect(headers.get('vary')).toBe('Origin, Accept');
  });

  it('is not told to caches where nothing depends on it', async () => {
    expect((await client.send('OPTIONS', '/people')).headers.get('vary')).toBe('Origin');
  });

  it('reaches every answer of the service', async () => {
    for (const path of ['/', '/health', '/api/readiness', '/works'])
      expect((await client.get(path, { accept: 'text/xml' })).headers.get('content-type')).toBe(
        'text/xml; charset=utf-8',
      );
    expect((await client.get('/api/readiness', { accept: 'text/xml' })).text).toBe('<resource>Ready</resource>');
  });

  it('leaves the OpenAPI document JSON', async () => {
    const { headers, text } = await client.get('/api/swagger.json', { accept: 'application/xml' });
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toHaveProperty('openapi');
  });
});
