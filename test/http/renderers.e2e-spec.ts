import { WorksModule } from '../fixtures/works.js';
import { Client } from '../support/client.js';
import { exchangeBytes } from '../support/raw-http.js';
import { startTestApp } from '../support/test-app.js';

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xml; charset=utf-8';

describe('RENDERERS and JSON_SORT_KEYS', () => {
  async function withSettings(
    environment: Record<string, string>,
    use: (client: Client, url: string) => Promise<void>,
  ): Promise<void> {
    const service = await startTestApp({ features: [WorksModule], environment });
    try {
      await use(new Client(service.url), service.url);
    } finally {
      await service.stop();
    }
  }

  it('leave nothing to negotiate with JSON alone', async () => {
    await withSettings({ RENDERERS: 'json', X_DOMAINS: 'none' }, async (client) => {
      const { headers } = await client.get('/people', { accept: 'application/xml' });
      expect(headers.get('content-type')).toBe(JSON_TYPE);
      expect(headers.has('vary')).toBe(false);
      expect((await client.get('/nothing')).headers.get('vary')).toBe('Accept');
    });
  });

  it('leave nothing to negotiate with XML alone', async () => {
    await withSettings({ RENDERERS: 'xml' }, async (client, url) => {
      const page = await client.get('/people', { accept: 'application/json' });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, XML_TYPE]);
      expect((await client.post('/people', {})).text).toMatch(/^<resource><_error>/);
      expect(await exchangeBytes(url, 'nonsense\r\n\r\n')).toMatch(
        /content-type: application\/xml; charset=utf-8[^]*\r\n\r\n<resource>/i,
      );
    });
  });

  it('name the format for clients that accept anything first', async () => {
    await withSettings({ RENDERERS: 'XML, json' }, async (client) => {
      const types = await Promise.all(
        ['*/*', 'image/png', 'application/json'].map(async (accept) =>
          (await client.get('/', { accept })).headers.get('content-type'),
        ),
      );
      expect(types).toEqual([XML_TYPE, XML_TYPE, JSON_TYPE]);
    });
  });

  it('order members by name, at every level', async () => {
    await withSettings({ JSON_SORT_KEYS: 'true' }, async (client) => {
      const { path } = await client.create('/people', {
        lastname: 'a',
        age: 5,
        location: { city: 'c', address: 'a' },
        role: ['copy', 'author'],
      });
      const { text } = await client.get(path);
      expect(text).toMatch(
        /^\{"_created":.*"_etag":.*"_id":.*"_links":\{"collection":\{"href":.*"age":5,"lastname":"a","location":\{"address":"a","city":"c"\},"role":\["copy","author"\]\}$/,
      );
      expect((await client.get(`${path}?pretty`)).text).toMatch(/^\{\n {4}"_created"/);
    });
  });

  it('leave members in the order of the definition by default', async () => {
    await withSettings({}, async (client) => {
      const { path } = await client.create('/people', { lastname: 'a', age: 5 });
      expect((await client.get(path)).text).toMatch(/^\{"_id":.*"lastname":"a","age":5,"_updated"/);
    });
  });
});
