import { Validator } from '@seriousme/openapi-schema-validator';
import type { ExampleObject, OpenAPIObject, RequestBodyObject } from '@nestjs/swagger';
import { AskedModule } from '../fixtures/asked.js';
import { IdentifiedModule } from '../fixtures/identified.js';
import { InvoicesModule } from '../fixtures/invoices.js';
import { MembersModule } from '../fixtures/members.js';
import { PostsModule } from '../fixtures/posts.js';
import { ProductsModule } from '../fixtures/products.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { TasksModule } from '../fixtures/tasks.js';
import { WorksModule } from '../fixtures/works.js';
import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { storedIn } from '../support/stored.js';
import { textWith } from '../support/wire.js';
import { Contract } from './contract.js';
import { routesOf } from './routes-of.js';

describe('the OpenAPI document of any resources', () => {
  let service: TestApp;
  let contract: Contract;

  beforeAll(async () => {
    service = await startTestApp({
      features: [
        WorksModule,
        MembersModule,
        ProductsModule,
        RestrictedModule,
        AskedModule,
        PostsModule,
        InvoicesModule,
        IdentifiedModule,
        TasksModule,
      ],
      environment: { SCHEMA_ENDPOINT: 'schema', INFO_NAME: '_info', API_VERSION: 'v1' },
    });
    contract = new Contract((await (await service.fetch('/api/swagger.json')).json()) as OpenAPIObject);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is valid, and its examples are', async () => {
    expect(await new Validator().validate({ ...structuredClone(contract.document) })).toMatchObject({ valid: true });
    expect(contract.examples.flatMap(({ value, schema }) => contract.faultsOf(value, schema))).toEqual([]);
  });

  it('describes the routes that each resource offers and no other', () => {
    expect(contract.routes).toEqual(routesOf(service));
    expect(contract.routes).toContain('GET /v1/texts/drafts/:id');
    expect(contract.routes).not.toContain('GET /v1/letters');
  });

  it('reports what a client writes from what it reads', () => {
    const { Product, ProductChanges, ProductItem } = contract.document.components?.schemas ?? {};

    expect(Product).toMatchObject({
      required: ['name'],
      properties: {
        stock: { type: 'integer', minimum: 0, maximum: 1000, default: 0 },
        note: { type: ['string', 'null'] },
        tags: { type: 'array', items: { type: 'string', maxLength: 5 }, maxItems: 3 },
        ratings: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1 },
        box: { allOf: [{ $ref: '#/components/schemas/Box' }] },
        checked_by: { type: 'string', readOnly: true },
      },
    });
    expect(ProductChanges).not.toHaveProperty('required');
    expect(ProductChanges).not.toHaveProperty('properties.stock.default');
    expect(ProductItem).toHaveProperty('required', ['_id', '_updated', '_created', '_etag', '_links']);
  });

  it('requires If-Match for a PUT that creates nothing', () => {
    const { parameters } = contract.find('replaceDraft').operation;

    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', required: true }));
    expect(contract.find('replaceDraft').operation.responses).not.toHaveProperty('201');
  });

  it('reports of embedded documents and of links to them, and what it reports is so', async () => {
    const client = new Client(service.url);
    const { id } = await client.create('/v1/people', { lastname: 'obama' });
    const { path } = await client.create('/v1/works', { title: 'w', owner: id, editors: [id] });
    const answers = [await service.fetch(path), await service.fetch(`${path}?embedded={"owner":1,"editors":1}`)];

    for (const answer of answers) expect(await contract.compare('getWork', answer)).toEqual([]);
    const { parameters } = contract.find('getWork').operation;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'embedded', in: 'query' }));
    expect(contract.find('getProduct').operation.parameters).not.toContainEqual(
      expect.objectContaining({ name: 'embedded' }),
    );
  });

  it('describes the values in URLs, and of a document what its URL does not say', () => {
    expect(contract.find('listInvoices').operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'person', in: 'path', schema: { type: 'string', pattern: '^[a-f0-9]{24}$' } }),
    );
    expect(contract.find('listParcels').path).toBe('/v1/depots/{depot_number}/{direction}/parcels');
    expect(contract.find('getTicket').operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'id', in: 'path', schema: { type: 'integer' } }),
    );
    expect(contract.find('getContact').operation.parameters).toContainEqual(
      expect.objectContaining({
        name: 'id',
        description: 'The `_id` or `lastname` of the document.',
        schema: {
          anyOf: [
            { type: 'string', pattern: '^[a-f0-9]{24}$' },
            { type: 'string', pattern: '^[\\w]+$' },
          ],
        },
      }),
    );
    const { Invoice, InvoiceItem, Article, ArticleWriteResponse } = contract.document.components?.schemas ?? {};
    expect(Invoice).toHaveProperty('required', ['number']);
    expect(InvoiceItem).toHaveProperty('properties.person');
    expect(Article).not.toHaveProperty('properties._id');
    expect(ArticleWriteResponse).toHaveProperty('required', [
      '_updated',
      '_created',
      '_etag',
      'sku',
      '_links',
      '_status',
    ]);
    expect(contract.routes.filter((route) => /boards|done-tasks\//.test(route))).toEqual([]);
  });

  it.each([
    ['Invoice', '/v1/people/{person}/invoices', { number: 1 }],
    ['Book', '/v1/books', { _id: 'b', title: 'x' }],
    ['Ticket', '/v1/tickets', { _id: 5 }],
    ['Article', '/v1/articles', { sku: 'a' }],
    ['Page', '/v1/pages', { slug: 'about' }],
    ['Contact', '/v1/contacts', { lastname: 'x' }],
    ['Seat', '/v1/seats', { number: 1 }],
  ])('is right about what %s answers', async (name, template, document) => {
    const client = new Client(service.url);
    const { id: person } = await client.create('/v1/people', { lastname: 'obama' });
    const collection = template.replace('{person}', person);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) };

    const posted = await service.fetch(collection, init);
    const url = posted.headers.get('location') ?? '';
    const [item, missing] = [await service.fetch(url), await service.fetch(`${collection}/0`)];

    expect(await contract.compare(`create${name}s`, posted)).toEqual([]);
    expect(await contract.compare(`get${name}`, item)).toEqual([]);
    expect(await contract.compare(`get${name}`, missing)).toEqual([]);
    expect(await contract.compare(`list${name}s`, await service.fetch(collection))).toEqual([]);
  });

  it('is right about home and schemas', async () => {
    expect(await contract.compare('getHome', await service.fetch('/v1'))).toEqual([]);
    expect(await contract.compare('getSchemas', await service.fetch('/v1/schema'))).toEqual([]);
    expect(await contract.compare('getSchema', await service.fetch('/v1/schema/people'))).toEqual([]);
    expect(await contract.compare('getSchema', await service.fetch('/v1/schema/nothing'))).toEqual([]);
  });

  it('lists 409 where a client may choose an id that is taken; a taken value of a unique field is 422', () => {
    expect(contract.find('createTokens').operation.responses).toHaveProperty('409');
    expect(contract.find('replaceToken').operation.responses).toHaveProperty('409');
    expect(contract.find('replaceDraft').operation.responses).not.toHaveProperty('409');
    expect(contract.find('updateToken').operation.responses).not.toHaveProperty('409');
  });

  it('promises nothing of several documents where a POST may bring one', () => {
    const { requestBody, responses } = contract.find('createVotes').operation;
    const { content } = requestBody as RequestBodyObject; // none of ours is a reference

    expect(content).toHaveProperty(['application/json', 'schema', 'oneOf', 1, 'maxItems'], 1);
    expect(content['application/json']?.examples).not.toHaveProperty('many');
    expect(JSON.stringify(responses)).not.toContain('BulkValidationError');
  });

  it('offers forms beside JSON', () => {
    for (const id of ['createPeople', 'replaceProduct', 'updateToken']) {
      const { content } = contract.find(id).operation.requestBody as RequestBodyObject; // as above
      const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];
      expect(Object.keys(content)).toEqual(['application/json', ...forms]);
    }
  });

  it.each(['createPeople', 'createProducts', 'createLetters', 'createDrafts', 'createTokens'])(
    'has an example for %s of several documents that is accepted',
    async (id) => {
      const { path, operation } = contract.find(id);
      const { content } = operation.requestBody as RequestBodyObject; // none of ours is a reference
      const { many } = content['application/json']?.examples as Record<'many', ExampleObject>; // as a POST has them

      const { status, body } = await new Client(service.url).post(path, many.value);

      expect([status, body]).toMatchObject([201, { _status: 'OK' }]);
    },
  );

  it('reports an aggregation what it takes and gives', async () => {
    const { operation } = contract.find('listPosts');
    const names = operation.parameters?.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(names).toEqual(['aggregate', 'pretty', 'page', 'max_results', 'X-Request-Id']);
    const routes = contract.routes.filter((route) => route.includes('/posts'));
    expect(routes).toEqual(['GET /v1/posts', 'HEAD /v1/posts', 'OPTIONS /v1/posts']);
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ description: textWith('`$value`, `$since`, `$author`, `$words`') }),
    );
    expect(contract.find('listTotals').operation.parameters).not.toContainEqual(
      expect.objectContaining({ name: 'aggregate' }),
    );
    await storedIn(service, 'sales').insertOne({ article: 'cap', amount: 3 });
    for (const [id, path] of [
      ['listPosts', '/posts'],
      ['listPosts', '/posts?aggregate={'],
      ['listTotals', '/totals'],
      ['listStreams', '/streams?page=2'],
    ] as const) {
      expect(await contract.compare(id, await service.fetch(`/v1${path}`))).toEqual([]);
    }
  });

  it('reports how a resource answers that has no pages or does not count', async () => {
    const client = new Client(service.url);
    const { path } = await client.create('/v1/events', { number: 1 });
    await client.create('/v1/months', { number: 1 });
    expect(await contract.compare('listMonths', await service.fetch('/v1/months'))).toEqual([]);
    expect(await contract.compare('listEvents', await service.fetch('/v1/events'))).toEqual([]);
    expect(await contract.compare('getEvent', await service.fetch(`/v1${path}`))).toEqual([]);
  });

  it('shows examples of questions that are answered', async () => {
    const { operation } = contract.find('listPatients');
    const where = operation.parameters?.find((parameter) => 'name' in parameter && parameter.name === 'where');
    expect(where).toHaveProperty('description', textWith('Only on `name`, `address`, `salary`'));
    const examples = Object.values((where as { examples: Record<string, ExampleObject> }).examples);
    expect(examples).toHaveLength(3);
    for (const { value } of examples) {
      const { status } = await service.fetch(`/v1/patients${query({ where: String(value) })}`);
      expect([value, status]).toEqual([value, 200]);
    }
  });
});
