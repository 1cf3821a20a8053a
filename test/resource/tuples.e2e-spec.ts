import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DATE = 'Thu, 29 Feb 2024 12:30:45 GMT';
const ID = '0123456789abcdef01234567';
const DOMAIN = {
  IF_MATCH: false,
  RESOURCE_METHODS: ['GET', 'POST'],
  DOMAIN: {
    tuples: {
      schema: {
        tup: {
          type: 'list',
          items: [
            { type: 'datetime' },
            { type: 'objectid' },
            { type: 'dict', schema: { at: { type: 'datetime' } } },
            { type: 'list', schema: { type: 'datetime' } },
            { type: 'string' },
          ],
        },
      },
    },
  },
};

describe('A place in a tuple', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
    await client.create('/tuples', { tup: [DATE, ID, { at: DATE }, [DATE], ID] });
  });
  afterAll(async () => {
    await service.stop();
  });

  const found = async (where: string): Promise<unknown> => {
    const { status, body } = await client.get(`/tuples${query({ where })}`);
    return status === 200 ? body._items.length : body._issues;
  };

  it.each([
    `{"tup.0":"${DATE}"}`,
    `{"tup.0":{"$gte":"2024-02-29T12:30:45Z"}}`,
    `{"tup.1":"${ID}"}`,
    `{"tup.1":{"$in":["${ID}"]}}`,
    `{"tup.2.at":"${DATE}"}`,
    `{"tup.3.0":"${DATE}"}`,
    `{"tup.4":"${ID}"}`,
    `{"tup":["${DATE}","${ID}",{"at":"${DATE}"},["${DATE}"],"${ID}"]}`,
    `tup.4=="${ID}"`,
  ])('is compared by its own rules: %s', async (where) => {
    expect(await found(where)).toBe(1);
  });

  it('rejects what it cannot be', async () => {
    expect(await found('{"tup.0":"x"}')).toEqual({ where: expect.stringContaining('a date') as string });
    expect(await found('{"tup.2.nowhere":1}')).toEqual({ where: expect.stringContaining('Unknown field') as string });
    expect(await found('{"tup.9":"x"}')).toBe(0);
  });
});
