import { PeopleModule } from '../fixtures/people.js';
import { sendRaw } from '../support/client.js';
import { exchangeBytes } from '../support/raw-http.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let service: TestApp;

beforeAll(async () => {
  service = await startTestApp({ features: [PeopleModule], environment: { JSONP_ARGUMENT: 'callback' } });
});
afterAll(async () => {
  await service.stop();
});

describe('X-Content-Type-Options: nosniff', () => {
  it.each<[number, string, string, Record<string, string>?]>([
    [200, 'GET', '/'],
    [200, 'HEAD', '/people'],
    [200, 'GET', '/people', { accept: 'application/xml' }],
    [200, 'GET', '/people?callback=f'],
    [200, 'OPTIONS', '/people'],
    [200, 'OPTIONS', '/people', { origin: 'https://a.example', 'access-control-request-method': 'POST' }],
    [404, 'OPTIONS', '/nothing'],
    [204, 'DELETE', '/people/0123456789abcdef01234567'],
    [400, 'GET', '/people?where={'],
    [400, 'GET', '/people/%zz'],
    [404, 'GET', '/nothing'],
    [404, 'GET', `/people/${'a'.repeat(300)}`],
    [405, 'PUT', '/people'],
    [415, 'POST', '/people'],
    [200, 'GET', '/health'],
    [200, 'GET', '/api'],
    [200, 'GET', '/api/'],
    [200, 'GET', '/api/swagger.json'],
    [200, 'GET', '/api/swagger-ui.css'],
    [200, 'HEAD', '/api/swagger-ui-bundle.js'],
    [200, 'GET', '/api/swagger-ui-init.js'],
    [404, 'GET', '/api/nothing.js'],
  ])('is on the %i of %s %s', async (status, method, path, headers = {}) => {
    const answer = await sendRaw(service.url, { method, path, headers, ...(method === 'POST' && { body: 'x' }) });
    expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([status, 'nosniff']);
  });

  it('is on a 304', async () => {
    const asked = { method: 'GET', path: '/api/swagger-ui.css' };
    const { headers } = await sendRaw(service.url, asked);
    const known = await sendRaw(service.url, { ...asked, headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect([known.status, known.headers.get('x-content-type-options')]).toEqual([304, 'nosniff']);
  });

  it('is on what is answered on a bare connection', async () => {
    const answer = await exchangeBytes(service.url, 'nonsense\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 [^]*\r\nx-content-type-options: nosniff\r\n/);
    expect(answer).toMatch(/\r\ncache-control: no-store\r\n/);
  });
});

describe('the reader of the OpenAPI document', () => {
  it.each(['/api', '/api/', '/api/swagger-ui-init.js', '/api/swagger-ui.css'])(
    'lets %s run the scripts of the service alone',
    async (path) => {
      const policy = (await service.fetch(path)).headers.get('content-security-policy') ?? '';
      expect(policy.split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
        ]),
      );
      expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe|\*|data:/);
    },
  );

  it('is a page without scripts of its own, in which nothing comes from elsewhere', async () => {
    const page = await (await service.fetch('/api/')).text();
    const scripts = [...page.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, content] of scripts) {
      expect(attributes).toMatch(/src="\.\/(?:api\/)?[\w.-]+"/);
      expect(content?.trim()).toBe('');
    }
    expect(page).not.toMatch(/\son\w+=|javascript:|(?:src|href)=["']?(?:https?:)?\/\//);
  });

  it('may ask the service where it is published', async () => {
    const published = await startTestApp({ environment: { PUBLIC_URL: 'https://api.example.com:8443/shop' } });
    try {
      const policy = (await published.fetch('/api/')).headers.get('content-security-policy');
      expect(policy).toContain("connect-src 'self' https://api.example.com:8443;");
    } finally {
      await published.stop();
    }
  });

  it('is asked about before a browser shows it again', async () => {
    for (const path of ['/api/', '/api/swagger.json', '/api/swagger-ui-init.js'])
      expect((await service.fetch(path)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/api/../x',
    '/api/..',
    '/api/%2e%2e/x',
    '/api/..%2fx',
    '/api/..%5cx',
    '/api/%00',
    '/api/swagger-ui.css%00',
    '/api//x',
    '/api//',
    '/api/./swagger-ui.css',
    '/api//swagger-ui.css',
    '/api/a/b',
    '/api/%E0%A4',
    '/api/.git',
    '/api/...',
    '/api/\\..\\x',
    '/api/SWAGGER-UI.CSS',
    `/api/${'a'.repeat(5000)}`,
  ])('has nothing at %j', async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await sendRaw(service.url, { method, path });
      expect([method, status < 500]).toEqual([method, true]);
      expect([404, 400]).toContain(status);
      expect(headers.get('content-type')).toBe('application/json');
    }
  });
});
