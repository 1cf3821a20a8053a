import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { PeopleModule } from '../fixtures/people.js';
import { TasksModule } from '../fixtures/tasks.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('several resources on one collection', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [TasksModule] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    await client.delete('/tasks');
  });
  afterAll(async () => {
    await service.stop();
  });

  it('see what the others write, each within its own filter', async () => {
    const open = await client.create('/tasks', { title: 'a' });
    const done = await client.create('/tasks', { title: 'b', state: 'done' });

    expect(await Promise.all(['/tasks', '/open-tasks', '/done-tasks'].map((path) => client.count(path)))).toEqual([
      2, 1, 1,
    ]);
    expect((await client.get(`/open-tasks/${done.id}`)).status).toBe(404);
    const patched = await client.patch(`/open-tasks/${open.id}`, { state: 'done' }, { 'if-match': open.etag });
    expect(patched.status).toBe(200);
    expect((await client.get(`/tasks/${open.id}`)).body).toMatchObject({ state: 'done', _etag: patched.body._etag });
    expect(await Promise.all(['/open-tasks', '/done-tasks'].map((path) => client.count(path)))).toEqual([0, 2]);
  });

  it('delete what is theirs', async () => {
    await client.create('/tasks', { title: 'a' });
    await client.create('/tasks', { title: 'b', state: 'done' });

    expect((await client.delete('/open-tasks')).status).toBe(204);
    expect((await client.get('/tasks')).body._items).toMatchObject([{ title: 'b' }]);
  });

  it('have links, or none, as each of them says', async () => {
    const { id } = await client.create('/tasks', { title: 'a' });

    expect((await client.get(`/tasks/${id}`)).body._links['self']?.href).toBe(`tasks/${id}`);
    expect((await client.get(`/open-tasks/${id}`)).body).not.toHaveProperty('_links');
    const list = await client.get('/open-tasks');
    expect(Object.keys(list.body)).toEqual(['_items', '_meta']);
    expect(list.body._items[0]).not.toHaveProperty('_links');
  });

  it('may have no URLs for items, which are linked as in Eve', async () => {
    const { id } = await client.create('/tasks', { title: 'a', state: 'done' });

    const { body } = await client.get('/done-tasks');
    expect(body._items[0]?._links['self']).toEqual({ title: 'Done-task', href: `done-tasks/${id}` });
    for (const method of ['GET', 'PATCH', 'OPTIONS']) {
      expect((await client.send(method, `/done-tasks/${id}`)).status).toBe(404);
    }
  });
});

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
    const refused = await client.post('/tasks', { title: 'x', board });
    expect(refused.body._issues).toEqual({ board: `value '${board}' must exist in resource 'boards', field '_id'.` });
    const { insertedId } = await storedIn(service, 'boards').insertOne({ name: 'main' });

    const { status, body } = await client.post('/tasks', { title: 'x', board: String(insertedId) });
    expect([status, Object.keys(body._links)]).toEqual([201, ['self']]);
    const { body: task } = await client.get(`/tasks/${body._id}${query({ embedded: '{"board":1}' })}`);
    expect(task['board']).toMatchObject({ name: 'main' });
  });
});

@Resource({ name: 'one', url: 'people/<int:number>/things' })
class One {
  @Field.integer()
  number?: number;
}

@Resource({ name: 'two', url: 'people/<name>/things' })
class Two {
  @Field.string()
  name?: string;
}

@Resource({ name: 'three', url: 'people/<name>' })
class Three {
  @Field.string()
  name?: string;
}

@Resource({ name: 'people', url: 'persons' })
class Namesake {
  @Field.string()
  name?: string;
}

@Module({ imports: [ResourceModule.forFeature(One), ResourceModule.forFeature(Two)] })
class SameUrlModule {}

@Module({ imports: [PeopleModule, ResourceModule.forFeature(Three)] })
class ItemsUrlModule {}

@Module({ imports: [PeopleModule, ResourceModule.forFeature(Namesake)] })
class SameNameModule {}

describe('resources that cannot be told apart', () => {
  it.each([
    [SameUrlModule, 'Two resources want the URL /people/<>/things: one and two.'],
    [ItemsUrlModule, 'Two resources want the URL /people/<>: people and three.'],
    [SameNameModule, 'Two resources are called people.'],
  ])('stop the start: %p', async (module, message) => {
    await expect(startTestApp({ features: [module] })).rejects.toThrow(message);
  });
});
