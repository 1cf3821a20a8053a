import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client, sendRaw } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ID = '0123456789abcdef01234567';
const ITEM = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** A path, the methods it offers, and some that it does not. */
const URLS: readonly [string, readonly string[], readonly string[]][] = [
  ['/', ['GET', 'HEAD', 'OPTIONS'], ['POST', 'PUT', 'PATCH', 'DELETE']],
  ['/people', ['GET', 'HEAD', 'POST', 'OPTIONS'], ['PUT', 'PATCH', 'DELETE']],
  ['/people/', ['GET', 'HEAD', 'POST', 'OPTIONS'], ['PUT']],
  ['/people?where={}', ['GET', 'HEAD', 'POST', 'OPTIONS'], ['DELETE']],
  [`/people/${ID}`, ITEM, ['POST']],
  ['/countries', ['GET', 'HEAD', 'OPTIONS'], ['POST', 'DELETE']],
  [`/countries/${ID}`, ['GET', 'HEAD', 'OPTIONS'], ['PUT', 'PATCH', 'DELETE', 'POST']],
  ['/letters', ['POST', 'OPTIONS'], ['GET', 'HEAD', 'PUT', 'DELETE']],
  ['/texts/drafts', ['GET', 'HEAD', 'POST', 'OPTIONS'], ['DELETE']],
  [`/texts/drafts/${ID}`, ['GET', 'HEAD', 'PUT', 'OPTIONS'], ['PATCH', 'DELETE']],
  ['/health', ['GET', 'HEAD', 'OPTIONS'], ['POST']],
];

const listOf = (headers: Headers): readonly string[] => (headers.get('allow') ?? '').split(', ').toSorted();

describe('the methods of a URL', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, RestrictedModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(URLS)('%s: OPTIONS answers 200 with Allow and no body', async (path, allowed) => {
    const { status, headers, text } = await client.send('OPTIONS', path);
    expect(status).toBe(200);
    expect(text).toBe('');
    expect(listOf(headers)).toEqual(allowed.toSorted());
  });

  it.each(URLS)('%s: any other method is answered 405 with Allow', async (path, allowed, rejected) => {
    for (const method of rejected) {
      const { status, headers, text, body } = await client.send(method, path);
      expect([method, status]).toEqual([method, 405]);
      expect(listOf(headers)).toEqual(allowed.toSorted());
      if (method === 'HEAD') expect(text).toBe('');
      else {
        expect(body).toEqual({
          _status: 'ERR',
          _error: { code: 405, message: 'The method is not allowed for the requested URL.' },
        });
      }
    }
  });

  it('that is not offered is rejected before anything else of the request is looked at', async () => {
    const bodies = [
      { 'content-type': 'application/json', text: '{bad' },
      { 'content-type': 'application/json', text: '{"lastname":"x"}' },
      { 'content-type': 'text/plain', text: 'x' },
    ];
    for (const { text, ...headers } of bodies) {
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const { status } = await client.send(method, '/people', { headers, body: text });
        expect([method, text, status]).toEqual([method, text, 405]);
      }
    }
    expect(await client.count('/people')).toBe(0);
  });

  it('does not matter where nothing is: 404, whatever the body', async () => {
    for (const headers of [{ 'content-type': 'application/json' }, { 'content-type': 'text/plain' }]) {
      expect((await client.send('POST', '/nothing', { headers, body: '{bad' })).status).toBe(404);
    }
    for (const path of ['/nothing', `/letters/${ID}`, `/people/${ID}/more`]) {
      for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await client.send(method, path);
        expect([method, path, status]).toEqual([method, path, 404]);
        expect(headers.has('allow')).toBe(false);
      }
    }
  });

  it.each(['TRACE', 'PROPFIND', 'PURGE'])('are not extended by %s', async (method) => {
    const { status, headers } = await sendRaw(service.url, { method, path: '/people' });
    expect(status).toBe(405);
    expect(listOf(headers)).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
  });

  it('that is rejected writes nothing', async () => {
    const { status } = await client.post('/countries', { code: 'FR' });
    expect(status).toBe(405);
    expect(await storedIn(service, 'countries').countDocuments()).toBe(0);
  });
});
