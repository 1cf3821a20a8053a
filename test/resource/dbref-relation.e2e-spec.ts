import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { PeopleModule } from '../fixtures/people.js';
import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NOBODY = '0123456789abcdef01234567';

@Resource({ name: 'memos' })
class Memo {
  @Field.dbref({ dataRelation: { resource: 'people', embeddable: true } })
  author?: object;

  @Field.list<object>({ type: 'dbref', dataRelation: { resource: 'people', embeddable: true } })
  readers?: readonly object[];

  @Field.dbref()
  anything?: object;
}

@Module({ imports: [PeopleModule, ResourceModule.forFeature(Memo)] })
class MemosModule {}

describe('a relation by DBRef', () => {
  let service: TestApp;
  let client: Client;
  let somebody: string;
  const to = (id: string, collection = 'people'): object => ({ $ref: collection, $id: id });

  beforeAll(async () => {
    service = await startTestApp({ features: [MemosModule] });
    client = new Client(service.url);
    ({ id: somebody } = await client.create('/people', { lastname: 'obama' }));
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is served as it was sent, with a link to its document', async () => {
    const { path } = await client.create('/memos', { author: to(somebody), readers: [to(somebody)] });
    const { body } = await client.get(path);
    const link = { title: 'person', href: `people/${somebody}` };
    expect(body).toMatchObject({ author: to(somebody), readers: [to(somebody)] });
    expect(body._links['related']).toEqual({ author: link, readers: [link] });
  });

  it('is embedded', async () => {
    const { path } = await client.create('/memos', { author: to(somebody), readers: [to(somebody), to(somebody)] });
    const { body } = await client.get(path + query({ embedded: '{"author":1,"readers":1}' }));
    const person = { _id: somebody, lastname: 'obama' };
    expect(body).toMatchObject({ author: person, readers: [person, person] });
  });

  it.each([
    { $ref: '', $id: '1' },
    { $ref: 'a\0b', $id: '1' },
    { $col: '\0', $id: '1' },
    { $ref: 'a', $id: '1\0' },
    { $ref: 'a', $id: '1', $db: 'd\0' },
    { $ref: 'a', $id: '1', $db: '' },
  ])('has names, and no NUL: %j', async (reference) => {
    const { status, body } = await client.post('/memos', { anything: reference, readers: [reference] });
    const issue = 'must be of dbref type';
    expect([status, body._issues]).toEqual([422, { anything: issue, readers: { 0: issue } }]);
  });

  it('must lead to a document of its resource', async () => {
    const missing = `value '${NOBODY}' must exist in resource 'people', field '_id'.`;
    expect((await client.post('/memos', { author: to(NOBODY) })).body._issues).toEqual({ author: missing });
    const elsewhere = await client.post('/memos', { readers: [to(somebody), to(somebody, 'animals')] });
    expect([elsewhere.status, elsewhere.body._issues]).toEqual([
      422,
      { readers: { 1: missing.replace(NOBODY, somebody) } },
    ]);
  });
});
