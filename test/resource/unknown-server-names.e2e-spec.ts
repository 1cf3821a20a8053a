import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

@Resource({ name: 'things', allowUnknown: true, itemMethods: ['GET', 'PUT', 'PATCH'] })
class Thing {
  @Field.string()
  name?: string;
}

@Module({ imports: [ResourceModule.forFeature(Thing)] })
class ThingsModule {}

describe('where unknown fields are allowed, what a client got from the service', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ThingsModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('can be sent back, and is neither stored nor believed', async () => {
    const forged = { _etag: 'mine', _created: 'then', _updated: 'now', _links: { self: 'me' } };
    const { path, id } = await client.create('/things', { name: 'a', colour: 'red', ...forged });
    const first = await client.get(path);
    expect(first.body).toMatchObject({ name: 'a', colour: 'red', _links: { self: { href: `things/${id}` } } });

    const put = await client.put(path, first.body, { 'if-match': first.body._etag });
    const patch = await client.patch(path, { ...first.body, colour: 'blue' }, { 'if-match': put.body._etag });
    expect([put.status, patch.status]).toEqual([200, 200]);
    const { body } = await client.get(path);
    expect(body).toEqual({ ...first.body, colour: 'blue', _etag: patch.body._etag, _updated: patch.body._updated });
    const stored = await storedIn(service, 'things').findOne({});
    expect(Object.keys(stored ?? {}).sort()).toEqual(['_created', '_etag', '_id', '_updated', 'colour', 'name']);
    expect(stored?.['_created']).toBeInstanceOf(Date);
  });
});
