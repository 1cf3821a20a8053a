import { version } from '../../src/config/version.js';
import { PeopleModule } from '../fixtures/people.js';
import { TasksModule } from '../fixtures/tasks.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an API without links', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { HATEOAS: 'false', INFO_NAME: '_info' };
    service = await startTestApp({ features: [PeopleModule, TasksModule], environment });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('has a home that reports the server alone', async () => {
    expect((await client.get('/')).body).toEqual({ _info: { server: 'Evenest', version } });
  });

  it('answers with documents alone', async () => {
    const posted = await client.post('/people', { lastname: 'obama' });
    expect(Object.keys(posted.body).toSorted()).toEqual(['_created', '_etag', '_id', '_status', '_updated']);
    expect(posted.headers.get('location')).toBe(`/people/${posted.body._id}`);
    const list = await client.get('/people');
    expect(Object.keys(list.body)).toEqual(['_items', '_meta']);
    expect(list.body._items[0]).not.toHaveProperty('_links');
    const item = await client.get(`/people/${posted.body._id}`);
    expect(item.body).toMatchObject({ lastname: 'obama' });
    expect(item.body).not.toHaveProperty('_links');
    const patched = await client.patch(`/people/${posted.body._id}`, {}, { 'if-match': posted.body._etag });
    expect(patched.body).not.toHaveProperty('_links');
  });
});

describe('a resource without links', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [TasksModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('leaves those of others alone', async () => {
    const { id } = await client.create('/tasks', { title: 'a' });

    expect((await client.get(`/tasks/${id}`)).body._links['self']?.href).toBe(`tasks/${id}`);
    expect((await client.get(`/open-tasks/${id}`)).body).not.toHaveProperty('_links');
    const list = await client.get('/open-tasks');
    expect(Object.keys(list.body)).toEqual(['_items', '_meta']);
    expect(list.body._items[0]).not.toHaveProperty('_links');
  });
});
