import { PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('GET /', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, RestrictedModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('links to every resource, by its URL and title, in the order of wiring', async () => {
    const { status, headers, body } = await client.get('/');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      _links: {
        child: [
          { href: 'people', title: 'people' },
          { href: 'countries', title: 'countries' },
          { href: 'letters', title: 'letters' },
          { href: 'texts/drafts', title: 'texts/drafts' },
          { href: 'tokens', title: 'access tokens' },
          { href: 'votes', title: 'votes' },
        ],
      },
    });
  });

  it('says the same whatever the query string', async () => {
    const [plain, withQuery] = await Promise.all([client.get('/'), client.get('/?foo=bar')]);
    expect(withQuery.body).toEqual(plain.body);
  });

  it('is the only thing at the root', async () => {
    for (const path of ['/nothing', '/people/nothing', '/people/0123456789abcdef01234567/nothing', '/texts']) {
      expect((await client.get(path)).status).toBe(404);
    }
  });
});
