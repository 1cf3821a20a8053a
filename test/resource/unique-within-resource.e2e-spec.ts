import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const METHODS = { resourceMethods: ['GET', 'POST', 'DELETE'], itemMethods: ['GET', 'PUT', 'PATCH', 'DELETE'] } as const;

@Resource({ ...METHODS, name: 'articles', url: 'published', filter: { state: 'published' } })
class Published {
  @Field.string({ uniqueWithinResource: true })
  slug?: string;

  @Field.string()
  state?: string;
}

@Resource({ ...METHODS, name: 'all', source: 'articles' })
class Article {
  @Field.string()
  slug?: string;

  @Field.string()
  state?: string;
}

@Resource({ ...METHODS, name: 'tags' })
class Tag {
  @Field.string({ uniqueWithinResource: true })
  name?: string;

  @Field.string({ uniqueToUser: true })
  label?: string;
}

@Module({ imports: [Published, Article, Tag].map((model) => ResourceModule.forFeature<object>(model)) })
class ArticlesModule {}

const TAKEN = { slug: "value 'a' is not unique" };

describe('uniqueWithinResource', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ArticlesModule], environment: { SCHEMA_ENDPOINT: 'schema' } });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    for (const collection of ['/all', '/tags']) await client.delete(collection);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('rejects the value of another document within the filter, on its own and in a list', async () => {
    await client.create('/published', { slug: 'a', state: 'published' });
    const { status, body } = await client.post('/published', { slug: 'a', state: 'published' });
    expect([status, body._issues]).toEqual([422, TAKEN]);
    const two = await client.post('/published', [
      { slug: 'b', state: 'published' },
      { slug: 'a', state: 'published' },
    ]);
    expect(two.status).toBe(422);
    expect(two.body._items.map(({ _issues }) => _issues)).toEqual([undefined, TAKEN]);
    expect(await client.count('/all')).toBe(1);
  });

  it('knows nothing of documents outside of the filter, nor of those without the field', async () => {
    await client.create('/published', { slug: 'a', state: 'published' });
    const drafts = [{ slug: 'a', state: 'draft' }, { slug: 'a', state: 'draft' }, { slug: 'a' }];
    expect((await client.post('/all', drafts)).status).toBe(201);
    expect((await client.post('/all', [{ state: 'published' }, { state: 'published' }])).status).toBe(201);
  });

  it('validates a document that comes into the filter, and forgets one that leaves it', async () => {
    const first = await client.create('/all', { slug: 'a', state: 'published' });
    const draft = await client.create('/all', { slug: 'a', state: 'draft' });
    const publish = { state: 'published' };
    const rejected = await client.patch(draft.path, publish, { 'if-match': draft.etag });
    expect([rejected.status, rejected.body._issues]).toEqual([422, TAKEN]);
    expect((await client.patch(first.path, { state: 'draft' }, { 'if-match': first.etag })).status).toBe(200);
    expect((await client.post('/published', { slug: 'a', state: 'published' })).status).toBe(201);
  });

  it('is as unique where there is no filter, as is uniqueToUser', async () => {
    await client.create('/tags', { name: 'x', label: 'y' });
    const { status, body } = await client.post('/tags', { name: 'x' });
    expect([status, body._issues]).toEqual([422, { name: "value 'x' is not unique" }]);
    const other = await client.post('/tags', [{ label: 'z' }, { label: 'z' }]);
    expect(other.body._items.map(({ _issues }) => _issues)).toEqual([undefined, { label: "value 'z' is not unique" }]);
    expect((await client.post('/tags', [{}, {}])).status).toBe(201);
  });

  it('is told by the schema endpoint in the words of Cerberus', async () => {
    const { body } = await client.get('/schema/tags');
    expect(body).toMatchObject({ name: { unique_within_resource: true }, label: { unique_to_user: true } });
  });
});
