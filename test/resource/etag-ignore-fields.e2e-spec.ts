import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

class Figures {
  @Field.integer()
  views?: number;

  @Field.integer()
  stars?: number;
}

@Resource({
  name: 'pages',
  itemMethods: ['GET', 'PUT', 'PATCH', 'DELETE'],
  etagIgnoreFields: ['hits', 'figures.views', 'visits.views', '_updated'],
})
class Page {
  @Field.string()
  title?: string;

  @Field.integer()
  hits?: number;

  @Field.dict(Figures)
  figures?: Figures;

  @Field.list<Figures>({ type: 'dict', model: Figures })
  visits?: Figures[];
}

@Module({ imports: [ResourceModule.forFeature(Page)] })
class PagesModule {}

const DOCUMENT = { title: 'a', hits: 1, figures: { views: 1, stars: 1 }, visits: [{ views: 1, stars: 1 }] };

describe('etagIgnoreFields', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PagesModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  describe('of a document that another program writes', () => {
    it.each<[string, boolean, object]>([
      ['another title', false, { title: 'b' }],
      ['other stars', false, { 'figures.stars': 2 }],
      ['other stars in a list', false, { 'visits.0.stars': 2 }],
      ['other hits', true, { hits: 2 }],
      ['other views', true, { 'figures.views': 2 }],
      ['other views in a list', true, { 'visits.0.views': 2 }],
      ['another time', true, { _updated: new Date() }],
    ])('%s: same tag: %s', async (_what, isSame, changes) => {
      const pages = storedIn(service, 'pages');
      const { insertedId: _id } = await pages.insertOne({ ...DOCUMENT });
      const path = `/pages/${_id.toHexString()}`;
      const before = await client.get(path);
      await pages.updateOne({ _id }, { $set: changes });
      const after = await client.get(path);
      expect(after.body._etag === before.body._etag).toBe(isSame);
      expect(after.headers.get('etag')).toBe(`"${after.body._etag}"`);
      const onPage = (await client.get('/pages?projection={"title":1}')).body._items.find(
        (item) => item._id === after.body._id,
      );
      expect(onPage?._etag).toBe(after.body._etag);
      const { status } = await client.patch(path, { title: 'c' }, { 'if-match': before.body._etag });
      expect(status).toBe(isSame ? 200 : 412);
    });
  });

  it('does not keep a write from giving a new tag, so that a rival notices', async () => {
    const { path, etag } = await client.create('/pages', DOCUMENT);
    const { status, body } = await client.patch(path, { hits: 2 }, { 'if-match': etag });
    expect(status).toBe(200);
    expect(body._etag).not.toBe(etag);
    expect((await client.patch(path, { hits: 3 }, { 'if-match': etag })).status).toBe(412);
  });
});
