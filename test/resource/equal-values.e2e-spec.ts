import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const OPEN = { RESOURCE_METHODS: ['GET', 'POST', 'DELETE'], ITEM_METHODS: ['GET'] };
const relation = (field: string): object => ({ resource: 'keys', field });

const DOMAIN = {
  ...OPEN,
  DOMAIN: {
    keys: {
      schema: {
        bytes: { type: 'binary', unique: true },
        price: { type: 'decimal', unique: true },
        number: { type: 'integer' },
        day: { type: 'datetime' },
      },
    },
    uses: {
      schema: {
        bytes: { type: 'binary', data_relation: relation('bytes') },
        all: { type: 'list', schema: { type: 'binary', data_relation: relation('bytes') } },
        price: { type: 'decimal', data_relation: relation('price') },
        number: { type: 'integer', data_relation: relation('number') },
        day: { type: 'datetime', data_relation: relation('day') },
        once: { type: 'set', schema: { type: 'binary' } },
        unique: { type: 'list', unique: true },
      },
    },
  },
};

const [FF, FE] = ['/w==', '/g=='];
const missing = (value: string, field: string): string =>
  `value '${value}' must exist in resource 'keys', field '${field}'.`;

describe('values that look alike', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
    const day = 'Sat, 27 Aug 2005 14:37:13 GMT';
    await client.create('/keys', { bytes: FF, price: '1.5', number: 9_007_199_254_740_992, day });
  });
  afterAll(async () => {
    await service.stop();
  });

  it('are two references where their bytes differ: one leads somewhere, the other does not', async () => {
    const { status, body } = await client.post('/uses', [{ bytes: FF }, { bytes: FE }]);
    expect(status).toBe(422);
    expect(body._items.map(({ _issues }) => _issues)).toEqual([undefined, { bytes: missing(FE, 'bytes') }]);
    expect((await client.post('/uses', { bytes: FF, all: [FE, FF] })).body._issues).toEqual({
      all: { 0: missing(FE, 'bytes') },
    });
    expect((await client.post('/uses', { all: [FF, FF] })).status).toBe(201);
  });

  it('are two references where they are integers beyond 2^53, and one where decimals differ in their zeros', async () => {
    const post = (body: string): Promise<{ status: number }> =>
      client.send('POST', '/uses', { body, headers: { 'content-type': 'application/json' } });
    expect((await post('[{"number":9007199254740992},{"number":9007199254740993}]')).status).toBe(422);
    expect((await post('{"number":9007199254740992}')).status).toBe(201);
    expect((await post('{"price":"1.50"}')).status).toBe(201);
    expect((await post('[{"price":"1.5"},{"price":"1.51"}]')).status).toBe(422);
  });

  it('are no duplicates of each other in sets, and in one request', async () => {
    expect((await client.post('/uses', { once: [FF, FE] })).status).toBe(201);
    expect((await client.post('/uses', { once: [FF, FF] })).body._issues).toEqual({ once: 'must be of set type' });
    expect((await client.post('/uses', [{ unique: [[1, 2]] }, { unique: [[1], 2] }])).status).toBe(201);
    const { body } = await client.post('/keys', [{ price: '7.0' }, { price: '7.00' }]);
    expect(body._items.map(({ _issues }) => _issues)).toEqual([undefined, { price: "value '7.00' is not unique" }]);
  });
});
