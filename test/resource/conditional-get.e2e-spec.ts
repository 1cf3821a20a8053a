import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const MODIFIED = 'Thu, 29 Feb 2024 12:30:45 GMT';
const BEFORE = 'Thu, 29 Feb 2024 12:30:44 GMT';
const AFTER = 'Thu, 29 Feb 2024 12:30:46 GMT';
const OTHER = '0'.repeat(40);

describe('a conditional GET of an item', () => {
  let service: TestApp;
  let client: Client;
  let path: string;
  let etag: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
    ({ path, etag } = await client.create('/people', { lastname: 'obama' }));
    await storedIn(service, 'people').updateOne({}, { $set: { _updated: new Date(MODIFIED) } });
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each<[string, (tag: string) => Record<string, string>]>([
    ['the tag in quotes', (tag) => ({ 'if-none-match': `"${tag}"` })],
    ['the tag without quotes', (tag) => ({ 'if-none-match': tag })],
    ['the tag as a weak one', (tag) => ({ 'if-none-match': `W/"${tag}"` })],
    ['the tag in a list', (tag) => ({ 'if-none-match': `"${OTHER}", W/"${tag}"` })],
    ['any tag', () => ({ 'if-none-match': '*' })],
    ['the time of the last change', () => ({ 'if-modified-since': MODIFIED })],
    ['a later time', () => ({ 'if-modified-since': AFTER })],
    ['the tag, whatever the time', (tag) => ({ 'if-none-match': `"${tag}"`, 'if-modified-since': BEFORE })],
    ['the tag, and a time that is none', (tag) => ({ 'if-none-match': `"${tag}"`, 'if-modified-since': 'garbage' })],
  ])('answers 304 to a client that knows %s', async (_what, conditions) => {
    const { status, headers, text } = await client.get(path, conditions(etag));
    expect(status).toBe(304);
    expect(text).toBe('');
    expect(headers.get('etag')).toBe(`"${etag}"`);
    expect(headers.has('content-type')).toBe(false);
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it.each<[string, (tag: string) => Record<string, string>]>([
    ['another tag', () => ({ 'if-none-match': `"${OTHER}"` })],
    ['a list of other tags', () => ({ 'if-none-match': `"${OTHER}", "abc"` })],
    ['a part of the tag', (tag) => ({ 'if-none-match': `"${tag.slice(0, 39)}"` })],
    ['an earlier time', () => ({ 'if-modified-since': BEFORE })],
    ['a time that is none', () => ({ 'if-modified-since': 'garbage' })],
    ['an empty time', () => ({ 'if-modified-since': '' })],
    ['another tag, whatever the time', () => ({ 'if-none-match': `"${OTHER}"`, 'if-modified-since': AFTER })],
  ])('answers 200 to a client that knows %s', async (_what, conditions) => {
    const { status, headers, body } = await client.get(path, conditions(etag));
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe(`"${etag}"`);
    expect(headers.get('last-modified')).toBe(MODIFIED);
    expect(body).toMatchObject({ lastname: 'obama', _etag: etag });
  });

  it('reports the formats of a document apart: no browser may show XML where JSON was asked for', async () => {
    const XML = { accept: 'application/xml' };
    const xml = await client.get(path, XML);
    const tag = xml.headers.get('etag') ?? '';
    expect(tag).toBe(`"${etag};application/xml"`);

    const known = await client.get(path, { ...XML, 'if-none-match': `"${OTHER}", ${tag}` });
    expect([known.status, known.headers.get('etag')]).toEqual([304, tag]);
    for (const [asked, has] of [
      [{}, tag],
      [XML, `"${etag}"`],
      [{ accept: 'text/xml' }, tag],
    ] as const) {
      const { status, text } = await client.get(path, { ...asked, 'if-none-match': has });
      expect([status, text !== '']).toEqual([200, true]);
    }
    const { path: other } = await client.create('/people', { lastname: 'c' });
    const shown = await client.get(other, XML);
    const changed = await client.patch(other, { lastname: 'd' }, { 'if-match': shown.headers.get('etag') ?? '' });
    expect(changed.status).toBe(200);
  });

  it('answers 200 again once the document has changed', async () => {
    const before = await client.create('/people', { lastname: 'a' });
    await client.patch(before.path, { lastname: 'b' }, { 'if-match': before.etag });
    const { status, body } = await client.get(before.path, { 'if-none-match': `"${before.etag}"` });
    expect(status).toBe(200);
    expect(body['lastname']).toBe('b');
  });

  it('answers 404 where nothing is, whatever the client knows', async () => {
    for (const conditions of [{ 'if-none-match': '*' }, { 'if-modified-since': AFTER }]) {
      expect((await client.get('/people/0123456789abcdef01234567', conditions as Record<string, string>)).status).toBe(
        404,
      );
    }
  });
});
