import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PostsModule } from '../fixtures/posts.js';
import { ProductsModule } from '../fixtures/products.js';
import { WorksModule } from '../fixtures/works.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Contract } from './contract.js';
import { routesOf } from './routes-of.js';
import { visit } from './visit.js';

const FEATURES = [WorksModule, ProductsModule, PostsModule];

const NAMES = {
  LAST_UPDATED_NAME: 'changed_at',
  DATE_CREATED_NAME: 'made_at',
  ETAG_NAME: 'tag',
  ISSUES_NAME: 'wrong',
  STATUS_NAME: 'state_of_it',
  STATUS_OK: 'fine',
  STATUS_ERR: 'bad',
  ERROR_NAME: 'fault',
  ITEMS_NAME: 'results',
  LINKS_NAME: 'hrefs',
  META_NAME: 'figures',
  QUERY_WHERE: 'filter_by',
  QUERY_SORT: 'order_by',
  QUERY_PROJECTION: 'only',
  QUERY_PAGE: 'page_number',
  QUERY_MAX_RESULTS: 'size',
  QUERY_EMBEDDED: 'with',
  QUERY_AGGREGATION: 'values',
  HEADER_TOTAL_COUNT: 'X-Count',
  DATE_FORMAT: '%Y-%m-%dT%H:%M:%SZ',
  VALIDATION_ERROR_STATUS: '400',
};

const SWITCHED_OFF = {
  IF_MATCH: 'false',
  HATEOAS: 'false',
  PAGINATION: 'false',
  SORTING: 'false',
  PROJECTION: 'false',
  EMBEDDING: 'false',
  BULK_ENABLED: 'false',
  BANDWIDTH_SAVER: 'false',
  UPSERT_ON_PUT: 'false',
  ALLOW_OVERRIDE_HTTP_METHOD: 'false',
  NORMALIZE_DOTTED_FIELDS: 'false',
  MERGE_NESTED_DOCUMENTS: 'false',
  ALLOW_UNKNOWN: 'true',
  CACHE_CONTROL: 'none',
  CACHE_EXPIRES: '0',
  DATE_FORMAT: '%d/%m/%Y %H:%M:%S',
  INFO_NAME: '_info',
};

const LOOSE = {
  ENFORCE_IF_MATCH: 'false',
  EXTRA_RESPONSE_FIELDS: 'lastname,born,title,meta,box',
  OPTIMIZE_PAGINATION_FOR_SPEED: 'true',
  RENDERERS: 'json',
  JSONP_ARGUMENT: 'callback',
  VALIDATION_ERROR_STATUS: '409',
  VALIDATION_ERROR_AS_LIST: 'true',
  URL_PREFIX: 'shop',
};

const XML = { RENDERERS: 'xml', ETAG_NAME: 'tag', ITEMS_NAME: 'results', LINKS_NAME: 'hrefs', META_NAME: 'figures' };

describe.each([
  ['other names', NAMES],
  ['everything switched off', SWITCHED_OFF],
  ['loose rules and JSONP', LOOSE],
  ['XML alone', XML],
])('the OpenAPI document of a service with %s', (_, environment) => {
  let service: TestApp;
  let contract: Contract;

  beforeAll(async () => {
    service = await startTestApp({ features: FEATURES, environment });
    contract = await contractOf(service);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is valid, as are its examples, and describes every route', async () => {
    expect(await new Validator().validate({ ...structuredClone(contract.document) })).toMatchObject({ valid: true });
    expect(contract.examples.flatMap(({ value, schema }) => contract.faultsOf(value, schema))).toEqual([]);
    expect(contract.routes).toEqual(routesOf(service));
  });

  it('is right about what the service answers', async () => {
    const root = environment === LOOSE ? '/shop' : '';
    const person = { lastname: 'x', born: '1970-08-27T14:37:13Z', location: { city: 'Rome' } };
    const { faults, answers } = await visit(service, contract, { [`${root}/people`]: person });

    expect(faults).toEqual([]);
    expect([...answers]).toEqual(
      expect.arrayContaining([
        'createPeople 201',
        'listPeople 200',
        'getPerson 200',
        'getPerson 304',
        'updatePerson 200',
        'listTotals 200',
      ]),
    );
  }, 30_000);
});

describe('the OpenAPI document of a domain document with every setting and rule', () => {
  it('is right about what the service answers', async () => {
    const domain = fileURLToPath(new URL('../fixtures/domain.yaml', import.meta.url));
    const environment = { EMBEDDED_MONGO: 'auto', X_ALLOW_CREDENTIALS: 'false' };
    const service = await startTestApp({ domain, environment });
    try {
      const { faults, answers } = await visit(service, await contractOf(service));
      expect(faults).toEqual([]);
      expect([...answers]).toEqual(expect.arrayContaining(['createSpecimensCollection 201', 'getSpecimens 200']));
    } finally {
      await service.stop();
    }
  }, 30_000);
});

describe('the OpenAPI document', () => {
  let service: TestApp;

  async function serve(environment: Readonly<Record<string, string>>): Promise<Contract> {
    service = await startTestApp({ features: FEATURES, environment });
    return contractOf(service);
  }
  afterEach(async () => {
    await service.stop();
  });

  it('has no default name left where the settings have others', async () => {
    const { document } = await serve(NAMES);

    const text = JSON.stringify(document);
    expect(text).not.toMatch(/\b_(?:updated|created|etag|issues|status|error|items|links|meta)\b/);
    expect(text).not.toMatch(/RFC 1123|http-date"(?!\})|"(?:where|sort|projection|max_results|embedded|aggregate)"/);
    expect(document.components?.schemas).toHaveProperty('PersonItem.properties.born.format', 'date-time');
    expect(document.paths).toHaveProperty(['/people', 'post', 'responses', '400']);
    expect(document.paths).not.toHaveProperty(['/people', 'post', 'responses', '422']);
  });

  it('reports no entity tags, links and pages where there are none', async () => {
    const contract = await serve(SWITCHED_OFF);

    const { operation } = contract.find('updatePerson');
    expect(operation.responses).not.toHaveProperty('428');
    expect(operation.responses).not.toHaveProperty('200.headers.ETag');
    expect(operation.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', required: false }));
    const { Person, PersonItem, PersonWriteResponse, PersonList, Box } = contract.document.components?.schemas ?? {};
    expect(PersonItem).toHaveProperty('required', ['_id', '_updated', '_created']);
    expect(PersonItem).toHaveProperty('properties.born', {
      type: 'string',
      description: 'A date in the form `%d/%m/%Y %H:%M:%S`, UTC.',
    });
    expect(PersonWriteResponse).toHaveProperty('properties.lastname');
    expect(PersonList).toHaveProperty('required', ['_items']);
    for (const schema of [Person, PersonItem, PersonWriteResponse, Box])
      expect(schema).toHaveProperty('additionalProperties', true);
  });

  it('lets If-Match be left out, and reports of extra fields in write responses and of JSONP', async () => {
    const contract = await serve(LOOSE);

    const { operation } = contract.find('deletePerson');
    expect(operation.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', required: false }));
    expect(operation.responses).not.toHaveProperty('428');
    expect(contract.document.components?.schemas).toHaveProperty('PersonWriteResponse.properties.lastname');
    expect(contract.find('listPeople').operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'callback', in: 'query' }),
    );
    for (const callback of ['handle', '1'])
      expect(await contract.compare('listPeople', await service.fetch(`/shop/people?callback=${callback}`))).toEqual(
        [],
      );
  });
});

async function contractOf(service: TestApp): Promise<Contract> {
  return new Contract((await (await service.fetch('/api/swagger.json')).json()) as OpenAPIObject);
}
