import { Client, type Answer } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DOMAIN = {
  BUILTIN_RESOURCES: true,
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH', 'PUT'],
  IF_MATCH: false,
  DOMAIN: {
    targets: { schema: { name: { type: 'string' } } },
    specimens: {
      schema: {
        friends: { type: 'list', schema: { type: 'objectid', data_relation: { resource: 'targets' } } },
        numbers: { type: 'list', schema: { type: 'integer', max: 5 } },
        places: { type: 'list', schema: { type: 'dict', schema: { city: { type: 'string', required: true } } } },
        words: { type: 'dict', keysrules: { type: 'string', maxlength: 3 }, valuesrules: { type: 'integer' } },
        codes: { type: 'list', schema: { type: 'string', unique: true } },
      },
    },
  },
};

const ESTIMATION = { bestseller_rank: 1, category: 'Books' };

/** How many times as much as a sixteenth of it a body may cost; what is quadratic costs 256 times as much. */
const MOST_GROWTH = 64;
/** What measures nothing but the machine, in microseconds. */
const FLOOR = 20_000;

function members(count: number, nameOf: (n: number) => string, value: unknown = 1): object {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [nameOf(n), value]));
}

function list<T>(count: number, element: (n: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, n) => element(n));
}

const deep = (n: number): string => `${'a.'.repeat(89)}k${n}`;
const nobody = (n: number): string => n.toString(16).padStart(24, 'a');

const KINDS: readonly (readonly [kind: string, path: string, body: (count: number) => object])[] = [
  ['names with dots', '/estimations', (count) => ({ ...ESTIMATION, ...members(count, (n) => `a.k${n}`) })],
  ['deep names with one beginning', '/estimations', (count) => ({ ...ESTIMATION, ...members(count / 2, deep) })],
  ['unknown members', '/estimations', (count) => ({ ...ESTIMATION, ...members(count, (n) => `k${n}`) })],
  ['references to nothing', '/specimens', (count) => ({ friends: list(count, nobody) })],
  ['references to nothing in many documents', '/specimens', (count) =>
    list(count / 10, (n) => ({ friends: list(10, (m) => nobody(n * 10 + m)) }))],
  ['values out of range', '/specimens', (count) => ({ numbers: list(count, () => 7) })],
  ['incomplete sub-documents', '/specimens', (count) => ({ places: list(count, () => ({})) })],
  ['names that break a rule', '/specimens', (count) => ({ words: members(count, (n) => `w${n}`, 'x') })],
  ['values that repeat in many documents', '/specimens', (count) =>
    list(count / 10, () => ({ codes: list(10, (m) => `c${m}`) }))],
]; // prettier-ignore

describe('a large body that is not valid', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN, environment: { BODY_LIMIT: '4000000' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  /** Processor time of this process, where the service runs, in microseconds. */
  async function costOf(path: string, body: object): Promise<number> {
    const costs = [];
    for (let round = 0; round < 3; round++) {
      const before = process.cpuUsage();
      const { status } = await client.post(path, body);
      const { user, system } = process.cpuUsage(before);
      expect(status).toBe(422);
      costs.push(user + system);
    }
    return Math.min(...costs);
  }

  it.each(KINDS)('costs in proportion to its size: %s', async (_kind, path, body) => {
    await costOf(path, body(100)); // compiled once
    const small = await costOf(path, body(500));
    const large = await costOf(path, body(8000));
    expect(large).toBeLessThan(MOST_GROWTH * Math.max(small, FLOOR));
  });

  it.each(KINDS)('is reported a hundred issues, and how many there are: %s', async (_kind, path, body) => {
    const { status, body: answer, text } = await client.post(path, body(2000));
    expect(status).toBe(422);
    const isBulk = Object.hasOwn(answer, '_items');
    const issues = isBulk ? answer._items.map(({ _issues }) => _issues) : answer._issues;
    const count = (answer._error as { readonly issueCount?: number }).issueCount ?? 0;
    if (count > 0) expect(messagesIn(issues)).toBe(100);
    else expect(messagesIn(issues)).toBeLessThanOrEqual(100);
    expect(text.length).toBeLessThan(100_000);
  });
});

describe('an answer with issues', () => {
  let service: TestApp;
  let client: Client;
  const unknown = (count: number): object => members(count, (n) => `k${n}`);

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is as it was up to a hundred of them', async () => {
    const { body } = await client.post('/specimens', unknown(100));
    expect(Object.keys(body._issues)).toHaveLength(100);
    expect(body._error).toEqual({ code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' });
  });

  it('says how many there are beyond', async () => {
    const { body } = await client.post('/specimens', unknown(101));
    expect(Object.keys(body._issues)).toHaveLength(100);
    expect(body._error).toMatchObject({ code: 422, issueCount: 101 });
  });

  it('says so where a document is changed or replaced, too, which has no other error', async () => {
    const { path } = await client.create('/specimens', {});
    const answers: readonly Answer[] = [await client.patch(path, unknown(500)), await client.put(path, unknown(500))];
    for (const { status, body } of answers) {
      expect([status, Object.keys(body._issues).length]).toEqual([422, 100]);
      expect(body._error).toMatchObject({ code: 422, issueCount: 500 });
    }
    expect((await client.patch(path, unknown(3))).body).not.toHaveProperty('_error');
  });

  it('shares the hundred among the documents of one request, each of which is told to be wrong', async () => {
    const before = (await client.get('/specimens')).body._meta.total;
    const { body } = await client.post('/specimens', [unknown(80), {}, unknown(80), unknown(80)]);
    expect(body._items.map(({ _status }) => _status)).toEqual(['ERR', 'OK', 'ERR', 'ERR']);
    expect(body._items.map(({ _issues }) => messagesIn(_issues))).toEqual([80, 0, 20, 0]);
    expect(body._error).toMatchObject({ issueCount: 240 });
    expect((await client.get('/specimens?where={"numbers":{"$exists":false}}&max_results=1')).body._meta.total).toBe(
      before,
    );
  });

  it('says so in problem details', async () => {
    const accept = { accept: 'application/problem+json' };
    const { body } = await client.post('/specimens', unknown(300), accept);
    expect(body).toMatchObject({ status: 422, issueCount: 300 });
  });
});

function messagesIn(issues: unknown): number {
  if (typeof issues === 'string') return 1;
  if (typeof issues !== 'object' || issues === null) return 0;
  return Object.values(issues).reduce((sum: number, issue) => sum + messagesIn(issue), 0);
}
