import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const METHODS = { RESOURCE_METHODS: ['GET', 'POST'], ITEM_METHODS: ['GET', 'PATCH', 'PUT'], IF_MATCH: false };
const DOMAIN = { e: { schema: { d: { type: 'datetime' }, either: { anyof: [{ type: 'datetime' }] } } } };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const NO_MOMENTS = [
  '2024-02-30 00:00:00',
  '2024-13-01 00:00:00',
  '2024-00-01 00:00:00',
  '2024-01-00 00:00:00',
  '2024-01-01 25:00:00',
  '2024-01-01 00:61:00',
  '24-01-01 00:00:00',
];

let service: TestApp | undefined;

async function serve(dateFormat: string): Promise<Client> {
  service = await startTestApp({ domain: { DATE_FORMAT: dateFormat, ...METHODS, DOMAIN } });
  return new Client(service.url);
}

afterEach(async () => {
  await service?.stop();
  service = undefined;
});

describe('A date whose parts are out of range', () => {
  it('is rejected wherever one is written', async () => {
    const client = await serve('%Y-%m-%d %H:%M:%S');
    const { path } = await client.create('/e', { d: '2024-02-29 23:59:59' });
    for (const d of NO_MOMENTS) {
      const answers = [
        await client.post('/e', { d }),
        await client.put(path, { d }),
        await client.patch(path, { d }),
        await client.send('POST', '/e', { headers: FORM, body: query({ d }).slice(1) }),
      ];
      expect(answers.map(({ status, body }) => [d, status, body._issues])).toEqual(
        answers.map(() => [d, 422, { d: 'must be of datetime type' }]),
      );
      expect((await client.post('/e', { either: d })).status).toBe(422);
    }
    expect((await client.get(path)).body['d']).toBe('2024-02-29 23:59:59');
  });

  it('is rejected in a query', async () => {
    const client = await serve('%Y-%m-%d %H:%M:%S');
    for (const d of NO_MOMENTS) {
      const { status, body } = await client.get(`/e${query({ where: JSON.stringify({ d }) })}`);
      expect([d, status, Object.keys(body._issues)]).toEqual([d, 400, ['where']]);
    }
  });
});

describe('A part of a second', () => {
  it('is filled up at its end, and compared as it is stored', async () => {
    const client = await serve('%Y-%m-%dT%H:%M:%S.%fZ');
    const written = { '00.5Z': '00.500000Z', '00.500Z': '00.500000Z', '00.123456Z': '00.123000Z' };
    for (const [sent, shown] of Object.entries(written)) {
      const { path } = await client.create('/e', { d: `2024-01-01T00:00:${sent}` });
      expect((await client.get(path)).body['d']).toBe(`2024-01-01T00:00:${shown}`);
      const where = JSON.stringify({ d: `2024-01-01T00:00:${sent}` });
      expect((await client.get(`/e${query({ where })}`)).body._meta.total).toBeGreaterThan(0);
    }
  });
});

describe('Directives with other ones in them', () => {
  it.each([
    ['%c', 'Thu Aug 27 14:37:13 1970'],
    ['%x %X', '08/27/70 14:37:13'],
  ])('are those of the C locale: %s', async (dateFormat, d) => {
    const client = await serve(dateFormat);
    const { path } = await client.create('/e', { d });
    expect((await client.get(path)).body['d']).toBe(d);
    const { body } = await client.get(`/e${query({ where: '{"d":"1970-08-27T14:37:13"}' })}`);
    expect(body._meta.total).toBe(1);
  });
});
