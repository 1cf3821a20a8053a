import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { IdentifiedModule } from '../fixtures/identified.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

class Part {
  @Field.integer({ required: true, min: 1 })
  size!: number;
}

/** A field for every word of the vocabulary. */
@Resource({ name: 'things' })
class Thing {
  @Field.string({ required: true, minLength: 1, maxLength: 10, regex: '[a-z]+', unique: true })
  name!: string;

  @Field.list({ type: 'dict', model: Part }, { maxLength: 3 })
  parts?: readonly Part[];

  @Field.dict(Part, { allowUnknown: true, nullable: true })
  main?: Part;

  @Field.integer({ coerce: (value) => Number(value), defaultSetter: () => 1, readOnly: true })
  count?: number;

  @Field.string({ coerce: 'lower', default: 'x', empty: false, checkWith: () => undefined })
  code?: string;

  @Field.objectid({ dataRelation: { resource: 'things', embeddable: true } })
  next?: object;

  @Field.map({ keysRules: { type: 'string', regex: '[a-z]' }, valuesRules: { type: 'integer', max: 5 } })
  sizes?: Readonly<Record<string, number>>;

  @Field.tuple([{ type: 'string' }, { type: 'integer' }])
  pair?: readonly [string, number];

  @Field.of({ type: ['string', 'integer'], anyOf: [{ minLength: 2 }, { min: 10 }], excludes: 'pair' })
  either?: string | number;
}

/** Serves `things`, and resources with ids of their own. */
@Module({ imports: [ResourceModule.forFeature(Thing), IdentifiedModule] })
class ThingsModule {}

const SIZE = { type: 'integer', required: true, min: 1 };
const THING = {
  name: { type: 'string', required: true, minlength: 1, maxlength: 10, regex: '[a-z]+', unique: true },
  parts: { type: 'list', maxlength: 3, schema: { type: 'dict', schema: { size: SIZE } } },
  main: { type: 'dict', allow_unknown: true, nullable: true, schema: { size: SIZE } },
  count: { type: 'integer', coerce: '<callable>', default_setter: '<callable>', readonly: true },
  code: { type: 'string', coerce: 'lower', default: 'x', empty: false, check_with: '<callable>' },
  next: { type: 'objectid', data_relation: { resource: 'things', field: '_id', embeddable: true } },
  sizes: { type: 'dict', keysrules: { type: 'string', regex: '[a-z]' }, valuesrules: { type: 'integer', max: 5 } },
  pair: { type: 'list', items: [{ type: 'string' }, { type: 'integer' }] },
  either: {
    type: ['string', 'integer'],
    anyof: [
      { type: ['string', 'integer'], minlength: 2 },
      { type: ['string', 'integer'], min: 10 },
    ],
    excludes: 'pair',
  },
  _id: { type: 'objectid' },
};

describe('the schema endpoint', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ThingsModule], environment: { SCHEMA_ENDPOINT: 'about/schema' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it("reports the schema of a resource in Cerberus' vocabulary", async () => {
    const { status, headers, body } = await client.get('/about/schema/things');

    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(body).toEqual(THING);
  });

  it('reports them all by the name of their resource, ids of their own type among them', async () => {
    const { status, body } = await client.get('/about/schema/');

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['things', 'books', 'tickets', 'sessions', 'articles', 'pages', 'orders']);
    expect(body['things']).toEqual(THING);
    expect(body['tickets']).toEqual({ _id: { type: 'integer', min: 0 }, title: { type: 'string' } });
    expect(body['articles']).toHaveProperty('sku', { type: 'string', maxlength: 30 });
    expect(body['articles']).not.toHaveProperty('_id');
  });

  it('answers 404 for what is no resource, and nothing but reading', async () => {
    for (const name of ['nothing', '__proto__', 'constructor']) {
      expect((await client.get(`/about/schema/${name}`)).status).toBe(404);
    }
    const { status, headers } = await client.post('/about/schema', {});
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('is linked from home', async () => {
    const { body } = await client.get('/');
    const links = body._links['child'] as unknown as readonly object[];
    expect(links.at(-1)).toEqual({ href: 'about/schema', title: 'about/schema' });
  });
});
