import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('a healthy service', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp();
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['/api/liveness', 'Alive'],
    ['/api/readiness', 'Ready'],
  ])('answers %s with %p, as JSON', async (path, answer) => {
    const { status, headers, text } = await client.get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toBe(answer);
  });

  it('reports the state of its parts', async () => {
    const { status, headers, body } = await client.get('/health');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toMatchObject({ status: 'ok', details: { database: { status: 'up' } } });
  });

  it('is not to be cached: the answer is for now', async () => {
    for (const path of ['/api/liveness', '/api/readiness', '/health']) {
      const { headers } = await client.get(path);
      expect(headers.get('cache-control') ?? 'no-store').not.toMatch(/max-age=[1-9]/);
      expect(headers.has('expires')).toBe(false);
    }
  });
});
