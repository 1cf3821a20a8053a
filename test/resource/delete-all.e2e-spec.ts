import { RestrictedModule } from '../fixtures/restricted.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('DELETE of a collection', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [RestrictedModule] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    await client.delete('/tokens');
    await client.create('/tokens', { name: 'a' });
    await client.create('/tokens', { name: 'b' });
  });
  afterAll(async () => {
    await service.stop();
  });

  it('deletes all documents, without If-Match, and is content when there is none', async () => {
    for (let time = 0; time < 2; time++) {
      const { status, text } = await client.delete('/tokens');
      expect([status, text]).toEqual([204, '']);
      expect(await client.count('/tokens')).toBe(0);
    }
  });

  it('deletes nothing when it carries a query, which would look like a choice', async () => {
    const { status, body } = await client.delete('/tokens?where={"name":"a"}');
    expect(status).toBe(400);
    expect(body._error.message).toContain('takes no query');
    expect(await client.count('/tokens')).toBe(2);
  });

  it('leaves other resources alone, and is rejected where it is not offered', async () => {
    await client.create('/texts/drafts', { text: 'x' });
    await client.delete('/tokens');
    const rejected = await client.delete('/texts/drafts');
    expect(rejected.status).toBe(405);
    expect(rejected.headers.get('allow')).not.toContain('DELETE');
    expect(await client.count('/texts/drafts')).toBe(1);
  });
});
