import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { PeopleModule } from '../fixtures/people.js';
import { TasksModule } from '../fixtures/tasks.js';
import { Client } from '../support/client.js';
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

  it('may have no URLs for items, which are linked as in Eve', async () => {
    const { id } = await client.create('/tasks', { title: 'a', state: 'done' });

    const { body } = await client.get('/done-tasks');
    expect(body._items[0]?._links['self']).toEqual({ title: 'Done-task', href: `done-tasks/${id}` });
    for (const method of ['GET', 'PATCH', 'OPTIONS']) {
      expect((await client.send(method, `/done-tasks/${id}`)).status).toBe(404);
    }
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
