import { PeopleModule } from '../fixtures/people.js';
import { Client, type Answer } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PAGE = 'https://app.example.com';
const ID = '0123456789abcdef01234567';
const names = (headers: Headers, name: string): readonly string[] =>
  (headers.get(name) ?? '').split(/, */).map((each) => each.toLowerCase());

const preflight = (client: Client, path: string, method: string, origin = PAGE): Promise<Answer> =>
  client.send('OPTIONS', path, {
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type,if-match',
    },
  });

function expectNoCors({ headers }: Answer): void {
  const given = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
  expect(given).toEqual([]);
}

describe('CORS', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('lets a page of any origin read, with the headers that a client of the API needs', async () => {
    const { status, headers } = await client.get('/people', { origin: PAGE });
    expect(status).toBe(200);
    expect([PAGE, '*']).toContain(headers.get('access-control-allow-origin'));
    expect(names(headers, 'access-control-expose-headers')).toEqual(
      expect.arrayContaining(['etag', 'location', 'x-total-count']),
    );
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('lets it read errors too', async () => {
    const answers = [
      await client.get('/nothing', { origin: PAGE }),
      await client.get(`/people/${ID}`, { origin: PAGE }),
      await client.get('/people?where={', { origin: PAGE }),
      await client.post('/people', {}, { origin: PAGE }),
      await client.put('/people', {}, { origin: PAGE }),
      await client.send('POST', '/people', { headers: { origin: PAGE, 'content-type': 'text/plain' }, body: 'x' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 400, 422, 405, 415]);
    for (const { headers } of answers) expect([PAGE, '*']).toContain(headers.get('access-control-allow-origin'));
  });

  it('answers a preflight of a collection with its methods', async () => {
    const { status, headers, text } = await preflight(client, '/people', 'POST');
    expect([200, 204]).toContain(status);
    expect(text).toBe('');
    expect([PAGE, '*']).toContain(headers.get('access-control-allow-origin'));
    expect(names(headers, 'access-control-allow-methods').toSorted()).toEqual(['get', 'head', 'options', 'post']);
    expect(names(headers, 'access-control-allow-headers')).toEqual(
      expect.arrayContaining(['content-type', 'authorization', 'if-match']),
    );
    expect(headers.get('access-control-max-age')).toBe('21600');
    expect(names(headers, 'allow').toSorted()).toEqual(['get', 'head', 'options', 'post']);
  });

  it('answers a preflight of an item with its methods', async () => {
    const { headers } = await preflight(client, `/people/${ID}`, 'PATCH');
    expect(names(headers, 'access-control-allow-methods').toSorted()).toEqual(
      ['get', 'head', 'put', 'patch', 'delete', 'options'].toSorted(),
    );
  });

  it('adds nothing for a client that is no page', async () => {
    expectNoCors(await client.get('/people'));
    expectNoCors(await client.send('OPTIONS', '/people'));
  });
});

describe('CORS for some origins', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({
      features: [PeopleModule],
      environment: {
        X_DOMAINS: `${PAGE},http://localhost:3000`,
        X_HEADERS: 'Content-Type,X-Own',
        X_EXPOSE_HEADERS: 'X-Total-Count',
        X_MAX_AGE: '60',
        X_ALLOW_CREDENTIALS: 'true',
      },
    });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([PAGE, 'http://localhost:3000'])('lets pages of %s in, as the settings say', async (origin) => {
    const { headers } = await client.get('/people', { origin });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(names(headers, 'access-control-expose-headers')).toEqual(['x-total-count']);
    expect(names(headers, 'vary')).toContain('origin');
    const { headers: inAdvance } = await preflight(client, '/people', 'POST', origin);
    expect(inAdvance.get('access-control-allow-origin')).toBe(origin);
    expect(names(inAdvance, 'access-control-allow-headers')).toEqual(['content-type', 'x-own']);
    expect(inAdvance.get('access-control-max-age')).toBe('60');
  });

  it.each([
    'https://evil.example',
    'https://app.example.com.evil.example',
    'https://sub.app.example.com',
    'http://app.example.com',
    'https://app.example.com:8443',
    'http://localhost',
    'null',
  ])('reports pages of %s nothing, and answers other clients as ever', async (origin) => {
    const simple = await client.get('/people', { origin });
    expect(simple.status).toBe(200);
    expect(simple.headers.has('access-control-allow-origin')).toBe(false);
    const inAdvance = await preflight(client, '/people', 'POST', origin);
    expect(inAdvance.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('offers no credentials to an origin that is not let in', async () => {
    const { headers } = await client.get('/people', { origin: 'https://evil.example' });
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('reports caches that the answer depends on the origin, whoever asks', async () => {
    for (const headers of [{}, { origin: PAGE }, { origin: 'https://evil.example' }]) {
      const answer = await client.get('/people', headers);
      expect(names(answer.headers, 'vary')).toContain('origin');
    }
  });
});

describe('CORS switched off', () => {
  it('answers pages like anybody, without a word about origins', async () => {
    const service = await startTestApp({ features: [PeopleModule], environment: { X_DOMAINS: 'none' } });
    try {
      const client = new Client(service.url);
      const simple = await client.get('/people', { origin: PAGE });
      expect(simple.status).toBe(200);
      expectNoCors(simple);
      const inAdvance = await preflight(client, '/people', 'POST');
      expect(inAdvance.status).toBe(200);
      expectNoCors(inAdvance);
      expect(names(inAdvance.headers, 'allow').toSorted()).toEqual(['get', 'head', 'options', 'post']);
    } finally {
      await service.stop();
    }
  });
});

describe('CORS by patterns', () => {
  let service: TestApp;

  beforeAll(async () => {
    const environment = { X_DOMAINS: 'none', X_DOMAINS_RE: String.raw`https://.*\.example\.com, http://localhost:\d+` };
    service = await startTestApp({ features: [PeopleModule], environment });
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['https://app.example.com', true],
    ['http://localhost:3000', true],
    ['https://app.example.com.evil.net', false],
    ['https://appxexample.com', false],
    ['http://app.example.com', false],
  ])('lets in %s: %s', async (origin, isLetIn) => {
    const { headers } = await new Client(service.url).get('/people', { origin });
    expect(headers.get('access-control-allow-origin')).toBe(isLetIn ? origin : null);
  });
});
