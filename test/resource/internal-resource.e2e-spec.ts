import { TasksModule } from '../fixtures/tasks.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an internal resource', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [TasksModule], environment: { SCHEMA_ENDPOINT: 'schema' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('has no URL, and nothing leads to it', async () => {
    expect((await client.get('/schema/boards')).status).toBe(404);
    for (const path of ['/boards', `/boards/${'a'.repeat(24)}`]) {
      for (const method of ['GET', 'POST', 'OPTIONS']) expect((await client.send(method, path)).status).toBe(404);
    }
    const [home, schemas, openApi] = await Promise.all(
      ['/', '/schema', '/api/swagger.json'].map((path) => client.get(path)),
    );
    expect(JSON.stringify(home?.body._links)).not.toContain('boards');
    expect(schemas?.body).not.toHaveProperty('boards');
    expect(Object.keys(openApi?.body['paths'] as object).join()).not.toContain('boards');
  });

  it('can be referred to and embedded, though not linked to', async () => {
    const board = 'b'.repeat(24);
    const rejected = await client.post('/tasks', { title: 'x', board });
    expect(rejected.body._issues).toEqual({ board: `value '${board}' must exist in resource 'boards', field '_id'.` });
    const { insertedId } = await storedIn(service, 'boards').insertOne({ name: 'main' });

    const { status, body } = await client.post('/tasks', { title: 'x', board: String(insertedId) });
    expect([status, Object.keys(body._links)]).toEqual([201, ['self']]);
    const { body: task } = await client.get(`/tasks/${body._id}${query({ embedded: '{"board":1}' })}`);
    expect(task['board']).toMatchObject({ name: 'main' });
  });
});
