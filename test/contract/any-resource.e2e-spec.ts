import { Validator } from '@seriousme/openapi-schema-validator';
import type { ExampleObject, OpenAPIObject, RequestBodyObject } from '@nestjs/swagger';
import { AskedModule } from '../fixtures/asked.js';
import { MembersModule } from '../fixtures/members.js';
import { PostsModule } from '../fixtures/posts.js';
import { ProductsModule } from '../fixtures/products.js';
import { RestrictedModule } from '../fixtures/restricted.js';
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
    const features = [WorksModule, MembersModule, ProductsModule, RestrictedModule, AskedModule, PostsModule];
    service = await startTestApp({ features });
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
    expect(contract.routes).toContain('GET /texts/drafts/:id');
    expect(contract.routes).not.toContain('GET /letters');
  });

  it('tells what a client writes from what it reads', () => {
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

  it('tells of embedded documents and of links to them, and what it tells is so', async () => {
    const client = new Client(service.url);
    const { id } = await client.create('/people', { lastname: 'obama' });
    const { path } = await client.create('/works', { title: 'w', owner: id, editors: [id] });
    const answers = [await service.fetch(path), await service.fetch(`${path}?embedded={"owner":1,"editors":1}`)];

    for (const answer of answers) expect(await contract.compare('getWork', answer)).toEqual([]);
    const { parameters } = contract.find('getWork').operation;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'embedded', in: 'query' }));
    expect(contract.find('getProduct').operation.parameters).not.toContainEqual(
      expect.objectContaining({ name: 'embedded' }),
    );
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

  it('tells of an aggregation what it takes and gives', async () => {
    const { operation } = contract.find('listPosts');
    const names = operation.parameters?.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(names).toEqual(['aggregate', 'pretty', 'page', 'max_results', 'X-Request-Id']);
    const routes = contract.routes.filter((route) => route.includes('/posts'));
    expect(routes).toEqual(['GET /posts', 'HEAD /posts', 'OPTIONS /posts']);
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
      expect(await contract.compare(id, await service.fetch(path))).toEqual([]);
    }
  });

  it('tells how a resource answers that has no pages or does not count', async () => {
    const client = new Client(service.url);
    const { path } = await client.create('/events', { number: 1 });
    await client.create('/months', { number: 1 });
    expect(await contract.compare('listMonths', await service.fetch('/months'))).toEqual([]);
    expect(await contract.compare('listEvents', await service.fetch('/events'))).toEqual([]);
    expect(await contract.compare('getEvent', await service.fetch(path))).toEqual([]);
  });

  it('shows examples of questions that are answered', async () => {
    const { operation } = contract.find('listPatients');
    const where = operation.parameters?.find((parameter) => 'name' in parameter && parameter.name === 'where');
    expect(where).toHaveProperty('description', textWith('Only on `name`, `address`, `salary`'));
    const examples = Object.values((where as { examples: Record<string, ExampleObject> }).examples);
    expect(examples).toHaveLength(3);
    for (const { value } of examples) {
      const { status } = await service.fetch(`/patients${query({ where: String(value) })}`);
      expect([value, status]).toEqual([value, 200]);
    }
  });
});
