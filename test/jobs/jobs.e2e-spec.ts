import { SumsModule } from '../fixtures/jobs/index.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('jobs', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [SumsModule], environment: { LOG_LEVEL: 'info' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('are accepted, run in a thread, and answered with their result', async () => {
    const accepted = await client.post('/start/sum', { numbers: [1, 2, 3] });
    expect([accepted.status, accepted.headers.get('retry-after')]).toEqual([202, '1']);
    const location = accepted.headers.get('location') ?? '';
    expect(location).toBe(`/jobs/${accepted.body._id}`);
    const done = await client.get(location, { prefer: 'wait=20' });
    expect(done.body).toMatchObject({ state: 'succeeded', progress: 1, attempt: 1, result: { total: 6, bytes: 0 } });
    expect(done.headers.get('preference-applied')).toBe('wait=20');
  });
});
