import { randomBytes } from 'node:crypto';
import type { OpenAPIObject, RequestBodyObject, ResponseObject } from '@nestjs/swagger';
import { createApp } from '../../src/app.js';
import { createLogger } from '../../src/common/logging/create-logger.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Contract } from './contract.js';

const VALID = { bestseller_rank: 48, category: 'Home & Kitchen' };
const NOBODY = '0123456789abcdef01234567';
const TABLE = { num1: [1, 2, 3], num2: [4, 5, 6] };
const TOO_LARGE = { category: 'x'.repeat(1_100_000) };

let service: TestApp;
let contract: Contract;

beforeAll(async () => {
  service = await startTestApp();
  contract = new Contract((await (await service.fetch('/api/swagger.json')).json()) as OpenAPIObject);
});
afterAll(async () => {
  await service.stop();
});

describe('the examples of requests in the OpenAPI document', () => {
  it('are accepted as bodies', async () => {
    for (const { id, value } of bodyExamples()) {
      const response = await call(id, { body: value, ...(await itemOf(id)) });
      expect([id, response.status]).toEqual([id, id === 'createEstimations' ? 201 : 200]);
      expect(await contract.compare(id, response)).toEqual([]);
    }
  });

  it('are accepted as query parameters', async () => {
    await createItem();
    for (const { id, name, value } of queryExamples()) {
      const response = await call(id, { query: { [name]: String(value) }, ...(await itemOf(id)) });
      expect([id, name, value, response.status]).toEqual([id, name, value, 200]);
      expect(await contract.compare(id, response)).toEqual([]);
    }
  });

  it('find in either syntax of where what the example of a body created', async () => {
    await createItem();
    const wheres = queryExamples().filter(({ id, name }) => id === 'listEstimations' && name === 'where');
    const totals = await Promise.all(
      wheres.map(async ({ value }) => {
        const response = await call('listEstimations', { query: { where: String(value) } });
        await response.text();
        return Number(response.headers.get('x-total-count'));
      }),
    );

    expect(totals).toHaveLength(3);
    expect(totals.every((total) => total > 0)).toBe(true);
    expect(totals[1]).toBe(totals[2]);
  });
});

/** One way to get each answer that the document lists. */
const SCENARIOS: Readonly<Record<string, Readonly<Record<number, () => Promise<Request> | Request>>>> = {
  getHome: { 200: () => ({}) },
  getLiveness: { 200: () => ({}) },
  getReadiness: { 200: () => ({}) },
  getHealth: { 200: () => ({}) },
  getEstimationModel: { 200: () => ({}) },
  listEstimations: { 200: () => ({}), 400: () => ({ query: { where: '{"a":' } }) },
  createEstimations: {
    201: () => ({ body: [VALID, VALID] }),
    400: () => ({ body: [] }),
    405: () => ({ body: VALID, headers: { 'x-http-method-override': 'DELETE' } }),
    409: async () => ({ body: { ...VALID, _id: (await createItem()).id } }),
    413: () => ({ body: Array(1001).fill(VALID) }),
    415: () => ({ body: VALID, headers: { 'content-type': 'text/plain' } }),
    422: () => ({ body: [VALID, { bestseller_rank: 0 }] }),
  },
  getEstimation: {
    200: createItem,
    304: async () => {
      const { id, etag } = await createItem();
      return { id, headers: { 'if-none-match': `${etag}, ${etag.replace(/"?$/, ';application/xml$&')}` } };
    },
    400: async () => ({ ...(await createItem()), query: { projection: 'category' } }),
    404: () => ({ id: NOBODY }),
  },
  replaceEstimation: {
    200: async () => ({ ...(await matchedItem()), body: VALID }),
    201: () => ({ id: randomBytes(12).toString('hex'), body: VALID }),
    404: () => ({ id: 'nobody', body: VALID }),
    ...writeRejections(),
  },
  updateEstimation: {
    200: async () => ({ ...(await matchedItem()), body: { marketplace: 'MX' } }),
    404: () => ({ id: 'f'.repeat(24), body: {}, headers: { 'if-match': '*' } }),
    ...writeRejections(),
  },
  deleteEstimation: {
    204: matchedItem,
    404: () => ({ id: 'nobody' }),
    412: async () => ({ ...(await createItem()), headers: { 'if-match': '"other"' } }),
    428: createItem,
  },
  listJobs: { 200: () => ({}), 400: () => ({ query: { where: '{"a":' } }) },
  getJob: {
    200: createJob,
    304: async () => ({ ...(await createJob()), headers: { 'if-modified-since': inAMinute() } }),
    400: async () => ({ ...(await createJob()), query: { projection: 'type' } }),
    404: () => ({ id: NOBODY }),
  },
  cancelJob: { 204: createJob, 404: () => ({ id: NOBODY }), 409: () => createJob('failed') },
  listDatasets: { 200: () => ({}), 400: () => ({ query: { where: '{"a":' } }) },
  uploadTables: { 201: () => ({ body: TABLE }), ...tableRejections() },
  getDataset: {
    200: createDataset,
    304: async () => {
      const { id, etag } = await createDataset();
      return { id, headers: { 'if-none-match': `${etag}, ${etag.replace(/"?$/, ';application/xml$&')}` } };
    },
    400: async () => ({ ...(await createDataset()), query: { projection: 'columns' } }),
    404: () => ({ id: NOBODY }),
  },
  deleteDataset: {
    204: async () => {
      const { id, etag } = await createDataset();
      return { id, headers: { 'if-match': etag } };
    },
    404: () => ({ id: 'nobody' }),
    412: async () => ({ ...(await createDataset()), headers: { 'if-match': '"other"' } }),
    428: createDataset,
  },
  computeColumns: { 200: () => ({ body: TABLE }), ...tableRejections() },
  listModels: { 200: () => ({}), 400: () => ({ query: { where: '{"a":' } }) },
  uploadTrainingData: {
    201: () => csv('1,2,a\n3,4,b\n'),
    400: () => ({ ...csv('1,2,a\n'), query: { task: 'clustering' } }),
    405: () => ({ body: [], headers: { 'x-http-method-override': 'PUT' } }),
    415: () => ({ body: [] }),
    422: () => csv('1,2,a\n'),
  },
  getModel: {
    200: createModel,
    304: async () => {
      const { id, etag } = await createModel();
      return { id, headers: { 'if-none-match': `${etag}, ${etag.replace(/"?$/, ';application/xml$&')}` } };
    },
    400: async () => ({ id: (await createModel()).id, query: { projection: 'rows' } }),
    404: () => ({ id: NOBODY }),
  },
  deleteModel: {
    204: async () => {
      const { id, etag } = await createModel();
      return { id, headers: { 'if-match': etag } };
    },
    404: () => ({ id: 'nobody' }),
    412: async () => ({ id: (await createModel()).id, headers: { 'if-match': '"other"' } }),
    428: async () => ({ id: (await createModel()).id }),
  },
  predictFromCsv: {
    200: async () => ({ ...csv('1\n'), id: (await createModel('training')).id }),
    202: async () => ({ ...csv('1\n'), id: (await createModel()).id }),
    400: async () => ({ ...csv('1\n'), id: (await createModel()).id, query: { colour: 'red' } }),
    404: () => ({ ...csv('1\n'), id: NOBODY }),
    405: () => ({ ...csv('1\n'), id: NOBODY, headers: { 'x-http-method-override': 'PUT' } }),
    409: async () => ({ ...csv('1\n'), id: (await createModel('failed')).id }),
    415: async () => ({ body: [1], id: (await createModel()).id }),
    422: async () => ({ ...csv('x\n'), id: (await createModel()).id }),
  },
  predictRows: {
    200: async () => ({ body: [[1]], id: (await createModel()).id }),
    400: async () => ({ body: [], id: (await createModel()).id }),
    404: () => ({ body: [[1]], id: NOBODY }),
    405: () => ({ body: [[1]], id: NOBODY, headers: { 'x-http-method-override': 'PUT' } }),
    409: async () => ({ body: [[1]], id: (await createModel('failed')).id }),
    413: () => ({ body: TOO_LARGE, id: NOBODY }),
    415: () => ({ body: [[1]], id: NOBODY, headers: { 'content-type': 'text/plain' } }),
    422: async () => ({ body: [['x']], id: (await createModel()).id }),
  },
  checkModelStatus: {
    200: createModel,
    404: () => ({ id: NOBODY }),
    405: () => ({ id: NOBODY, headers: { 'x-http-method-override': 'PUT' } }),
    409: () => createModel('failed'),
  },
  listAliases: { 200: () => ({}) },
  getAlias: { 200: createAlias, 404: () => ({ id: 'nobody' }) },
  createAlias: {
    200: async () => ({ body: { alias: 'champion', model: (await createModel()).id } }),
    400: () => ({ body: '{', headers: { 'content-type': 'application/json' } }),
    405: () => ({ body: {}, headers: { 'x-http-method-override': 'PUT' } }),
    409: async () => ({ body: { alias: 'champion', model: (await createModel('failed')).id } }),
    413: () => ({ body: TOO_LARGE }),
    415: () => ({ body: {}, headers: { 'content-type': 'text/plain' } }),
    422: () => ({ body: {} }),
  },
  activateAlias: {
    200: async () => ({ id: 'champion', body: { model: (await createModel()).id } }),
    400: () => ({ id: 'champion', body: '{', headers: { 'content-type': 'application/json' } }),
    409: async () => ({ id: 'champion', body: { model: (await createModel('failed')).id } }),
    413: () => ({ id: 'champion', body: TOO_LARGE }),
    415: () => ({ id: 'champion', body: {}, headers: { 'content-type': 'text/plain' } }),
    422: () => ({ id: 'champion', body: {} }),
  },
  restoreFormerModel: {
    200: async () => {
      await createAlias();
      return createAlias();
    },
    404: () => ({ id: 'nobody' }),
    405: () => ({ id: 'nobody', headers: { 'x-http-method-override': 'PUT' } }),
    409: () => createAlias('new'),
  },
  removeAlias: { 204: createAlias, 404: () => ({ id: 'nobody' }) },
};

function csv(body: string): Request {
  return { body, headers: { 'content-type': 'text/csv' } };
}

function tableRejections(): Readonly<Record<number, () => Request>> {
  return {
    400: () => ({ body: { num1: 1 } }),
    405: () => ({ body: TABLE, headers: { 'x-http-method-override': 'DELETE' } }),
    413: () => ({ body: { num1: Array(600_000).fill(1) } }),
    415: () => ({ body: TABLE, headers: { 'content-type': 'text/plain' } }),
    422: () => ({ body: 'a header alone', headers: { 'content-type': 'text/csv' } }),
  };
}

/** Answers that no single client can bring about here: a body that never ends, a defect, a database away, a document created by another at that moment. */
const OUT_OF_REACH = new Set([
  '408',
  '429',
  '500',
  '503',
  'replaceEstimation 409',
  'uploadTrainingData 413',
  'predictFromCsv 413',
]);

function writeRejections(): Readonly<Record<number, () => Promise<Request>>> {
  return {
    400: async () => ({ ...(await matchedItem()), body: null }),
    412: async () => ({ ...(await createItem()), body: VALID, headers: { 'if-match': '"other"' } }),
    413: async () => ({ ...(await matchedItem()), body: TOO_LARGE }),
    415: async () => ({ ...(await createItem()), body: VALID, headers: { 'content-type': 'text/plain' } }),
    422: async () => ({ ...(await matchedItem()), body: { bestseller_rank: 'first', colour: 'red' } }),
    428: async () => ({ ...(await createItem()), body: VALID }),
  };
}

describe('the answers of the service', () => {
  const listed = Object.entries(SCENARIOS).flatMap(([id, answers]) =>
    Object.entries(answers).map(([status, prepare]) => ({ id, status: Number(status), prepare })),
  );

  it.each(listed)('are as documented: $id $status', async ({ id, status, prepare }) => {
    const response = await call(id, await prepare());

    expect(response.status).toBe(status);
    expect(await contract.compare(id, response)).toEqual([]);
  });

  it.each(listed.filter(({ id }) => /^(get|list)/.test(id)))('are as documented to HEAD: $id $status', async (one) => {
    const id = one.id.replace(/^[a-z]+/, 'head');
    const response = await call(id, await one.prepare());

    expect(response.status).toBe(one.status);
    expect(await contract.compare(id, response)).toEqual([]);
  });

  it.each(listed)('are documented as XML too: $id $status', async ({ id, status, prepare }) => {
    const { headers, ...request } = await prepare();
    const response = await call(id, { ...request, headers: { ...headers, accept: 'application/xml' } });
    const { content = {} } = contract.find(id).operation.responses[String(status)] as ResponseObject; // none is a reference

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(Object.keys(content)[1]);
    if (status !== 304 && status !== 204) expect(await response.text()).toMatch(/^<resource[^]*<\/resource>$/);
  });

  it('to OPTIONS name the documented methods of the URL', async () => {
    for (const { id, path } of contract.operations.filter(({ method }) => method === 'OPTIONS')) {
      const response = await call(id, { id: NOBODY });
      const methods = contract.operations.filter((other) => other.path === path).map(({ method }) => method);
      expect(response.headers.get('allow')?.split(', ').toSorted()).toEqual(methods.toSorted());
      expect(await contract.compare(id, response)).toEqual([]);
    }
  });

  it('are all that is documented', () => {
    const documented = contract.operations
      .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
      .flatMap(({ id, operation }) => Object.keys(operation.responses).map((status) => ({ id, status })))
      .filter(({ id, status }) => !OUT_OF_REACH.has(status) && !OUT_OF_REACH.has(`${id} ${status}`));

    const witnessed = listed.map(({ id, status }) => `${id} ${status}`);

    expect(documented.map(({ id, status }) => `${id} ${status}`).filter((one) => !witnessed.includes(one))).toEqual([]);
  });

  it('are as documented while the database is away', async () => {
    const settings = loadSettings(
      { LOG_LEVEL: 'silent', MONGO_URI: 'mongodb://127.0.0.1:1/', MONGO_TIMEOUT_MS: '100' },
      [],
    );
    const app = await createApp({ settings, mongoUri: 'mongodb://127.0.0.1:1/', logger: createLogger('silent') });
    await app.listen(0, '127.0.0.1');
    try {
      for (const { id, method, operation } of contract.operations.filter(
        ({ operation: { responses } }) => '503' in responses,
      )) {
        if (id === 'computeColumns') continue; // it needs no database
        const body = operation.requestBody && (BODIES[id] ?? { body: VALID });
        const headers: Readonly<Record<string, string>> = method === 'POST' ? {} : { 'if-match': '*' };
        const request = { id: NOBODY, ...body, headers: { ...headers, ...body?.headers } };
        const response = await call(id, request, await app.getUrl());
        expect([id, response.status]).toEqual([id, 503]);
        expect(await contract.compare(id, response)).toEqual([]);
      }
    } finally {
      await app.close();
    }
  });
});

/** Bodies of operations of which `VALID` is none. */
const BODIES: Readonly<Record<string, Request>> = {
  uploadTables: { body: TABLE },
  uploadTrainingData: csv('1,2,a\n3,4,b\n'),
  predictFromCsv: csv('1\n'),
  createAlias: { body: { alias: 'champion', model: NOBODY } },
  activateAlias: { body: { model: NOBODY }, id: 'champion' },
};

interface Request {
  readonly id?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** Sends the request that a client makes of an operation. */
async function call(operationId: string, request: Request, origin = service.url): Promise<Response> {
  const { method, path } = contract.find(operationId);
  const url = new URL(path.replace('{id}', request.id ?? ''), origin);
  url.search = new URLSearchParams(request.query).toString();
  if (request.body === undefined) return fetch(url, { method, headers: { ...request.headers } });
  const headers = { 'content-type': 'application/json', ...request.headers };
  const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  return fetch(url, { method, headers, body });
}

interface Item {
  readonly id: string;
  readonly etag: string;
}

async function createItem(): Promise<Item> {
  const response = await call('createEstimations', { body: VALID });
  const { _id, _etag } = (await response.json()) as { _id: string; _etag: string };
  return { id: _id, etag: `"${_etag}"` };
}

async function createDataset(): Promise<Item> {
  const response = await call('uploadTables', { body: TABLE });
  const { _id, _etag } = (await response.json()) as { _id: string; _etag: string };
  return { id: _id, etag: `"${_etag}"` };
}

async function matchedItem(): Promise<Request> {
  const { id, etag } = await createItem();
  return { id, headers: { 'if-match': etag } };
}

function inAMinute(): string {
  return new Date(Date.now() + 60_000).toUTCString();
}

/** A model, as training makes it. */
async function createModel(status = 'ready'): Promise<Item> {
  const { id: job } = await createJob();
  const etag = randomBytes(20).toString('hex');
  const { insertedId } = await storedIn(service, 'models').insertOne({
    ...{ name: etag, version: 1, task: 'classification', status, job, rows: 2, label: 'y', classes: ['a', 'b'] },
    ...{ features: [{ name: 'x', mean: 0, scale: 1, min: -1, max: 1 }], coefficients: [[1]], intercepts: [0] },
    ...{ evaluation: null, _created: new Date(), _updated: new Date(), _etag: etag },
  });
  return { id: insertedId.toHexString(), etag: `"${etag}"` };
}

/** An alias that means a new model. */
async function createAlias(id: unknown = 'champion'): Promise<Request> {
  const alias = id === 'new' ? `a${randomBytes(8).toString('hex')}` : 'champion';
  await call('activateAlias', { id: alias, body: { model: (await createModel()).id } });
  return { id: alias };
}

/** A job, which only features start. */
async function createJob(state = 'queued'): Promise<Request> {
  const [now, then] = [new Date(), new Date(Date.now() + 600_000)];
  const error = state === 'failed' ? { error: { message: 'It failed.', issues: { file: ['is no CSV'] } } } : {};
  const { insertedId } = await storedIn(service, 'jobs').insertOne({
    ...{ type: 'train', input: {}, state, attempt: 1, released: 0, attempts: 3, progress: 0.5, message: 'half' },
    ...{ _created: now, _updated: now, due_at: then, expires_at: then, ...error },
  });
  return { id: insertedId.toHexString() };
}

/** A document for an operation on an item; nothing for one on a collection. */
async function itemOf(operationId: string): Promise<Request> {
  const { path } = contract.find(operationId);
  if (!path.endsWith('{id}')) return {};
  if (path === '/jobs/{id}') return createJob();
  if (path.startsWith('/models')) return { id: (await createModel()).id };
  return path.startsWith('/datasets') ? { id: (await createDataset()).id } : matchedItem();
}

interface NamedExample {
  readonly id: string;
  readonly name: string;
  readonly value: unknown;
}

function bodyExamples(): readonly NamedExample[] {
  return contract.operations.flatMap(({ id, operation: { requestBody } }) => {
    const { content } = (requestBody ?? { content: {} }) as RequestBodyObject; // none of ours is a reference
    return examplesOf(id, 'body', content['application/json'] ?? {});
  });
}

function queryExamples(): readonly NamedExample[] {
  return contract.operations.flatMap(({ id, operation: { parameters = [] } }) =>
    parameters.flatMap((parameter) =>
      'in' in parameter && parameter.in === 'query' ? examplesOf(id, parameter.name, parameter) : [],
    ),
  );
}

function examplesOf(
  id: string,
  name: string,
  { examples = {} }: { readonly examples?: object },
): readonly NamedExample[] {
  return Object.values(examples).map(({ value }: { value: unknown }) => ({ id, name, value }));
}
