import { Client, query, type Body } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_NUMBER, textLike } from '../support/wire.js';

/** The reference answers of the model, monthly sales by rank; an answer may lie 12 % off. */
const RANKS = [1, 10, 48, 100, 1000, 10_000, 100_000] as const;
const REFERENCE = [
  ['US', 'Home & Kitchen', [86_669, 57_128, 34_697, 25_707, 7618, 1487, 191]],
  ['FR', 'Home & Kitchen', [82_757, 20_629, 7091, 4160, 678, 90, 10]],
  ['CA', 'Home & Kitchen', [23_420, 7862, 3310, 2135, 469, 83, 12]],
] as const;
const CASES = REFERENCE.flatMap(([marketplace, category, sales]) =>
  RANKS.map((rank, index) => [rank, category, marketplace, sales[index] ?? NaN] as const),
);
const TOLERANCE = 0.12;

const QUESTION = { bestseller_rank: 48, category: 'Home & Kitchen' };

interface Estimate {
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly confidence: string;
  readonly extrapolated: boolean;
  readonly basis: string;
  readonly model: string;
}

describe('a prediction', () => {
  let service: TestApp;
  let client: Client;
  let at48: number;

  beforeAll(async () => {
    service = await startTestApp();
    client = new Client(service.url);
    at48 = salesOf(await estimationOf(QUESTION));
  });
  afterEach(async () => {
    await storedIn(service, 'estimations').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  async function estimationOf(document: object): Promise<Body> {
    const { path } = await client.create('/estimations', document);
    return (await client.get(path)).body;
  }

  const salesOf = (body: Body): number => body['estimated_sales'] as number;
  const estimateOf = (body: Body): Estimate => body['estimate'] as Estimate;

  it.each(CASES)(
    'of rank %d in %s of %s is within 12 %% of the reference',
    async (rank, category, marketplace, sales) => {
      const body = await estimationOf({ bestseller_rank: rank, category, marketplace });
      expect(Math.abs(salesOf(body) - sales) / sales).toBeLessThanOrEqual(TOLERANCE);
      expect(Number.isInteger(salesOf(body))).toBe(true);
    },
  );

  it('says how sure it is, from what, and by which model', async () => {
    const { estimated_sales, estimate } = (await estimationOf(QUESTION)) as unknown as {
      estimated_sales: number;
      estimate: Estimate;
    };
    expect(estimate).toEqual({
      lower: A_NUMBER,
      upper: A_NUMBER,
      level: 0.8,
      confidence: textLike(/^(high|medium|low)$/),
      extrapolated: false,
      basis: textLike(/^category/),
      model: textLike(/^hierarchical-\d+-[a-f0-9]{8}$/),
    });
    expect(estimate.lower).toBeLessThan(estimated_sales);
    expect(estimate.upper).toBeGreaterThan(estimated_sales);
    const floor = Math.exp(1.2816 * 0.7);
    expect(estimate.upper / estimated_sales).toBeGreaterThanOrEqual(floor * 0.999);
    expect(estimated_sales / estimate.lower).toBeGreaterThanOrEqual(floor * 0.999);
  });

  it('is for the US unless the client says otherwise', async () => {
    expect(await estimationOf(QUESTION)).toMatchObject({ marketplace: 'US', estimated_sales: at48 });
  });

  it.each(['home & kitchen', 'Home and Kitchen', '  Home & Kitchen  ', 'HOME & KITCHEN'])(
    'does not depend on how the category is spelt: %p',
    async (category) => {
      expect(salesOf(await estimationOf({ bestseller_rank: 48, category }))).toBe(at48);
    },
  );

  it('falls with rank', async () => {
    const sales: number[] = [];
    for (const rank of [1, 2, 5, 20, 100, 1000, 20_000, 500_000]) {
      sales.push(salesOf(await estimationOf({ ...QUESTION, bestseller_rank: rank })));
    }
    expect(sales).toEqual(sales.toSorted((a, b) => b - a));
    expect(new Set(sales).size).toBe(sales.length);
  });

  it('of an unknown category says that it rests on the marketplace, with low confidence', async () => {
    const body = await estimationOf({ bestseller_rank: 48, category: 'A Category Nobody Knows' });
    expect(estimateOf(body)).toMatchObject({ basis: 'marketplace', confidence: 'low' });
  });

  it('in an unknown marketplace says that it rests on all marketplaces, extrapolated', async () => {
    const body = await estimationOf({ ...QUESTION, marketplace: 'XX' });
    expect(body['marketplace']).toBe('XX');
    expect(estimateOf(body)).toMatchObject({ basis: 'all marketplaces', extrapolated: true, confidence: 'low' });
    expect(salesOf(body)).toBeGreaterThan(0);
  });

  it('beyond the data is flagged as extrapolated', async () => {
    const far = await estimationOf({ ...QUESTION, bestseller_rank: 3_000_000 });
    expect(estimateOf(far)).toMatchObject({ extrapolated: true, confidence: 'low' });
  });

  it('is made for each document of a list', async () => {
    const { status, body } = await client.post('/estimations', [
      QUESTION,
      { bestseller_rank: 1000, category: 'Home & Kitchen' },
      { ...QUESTION, estimated_sales: 7 },
    ]);
    expect(status).toBe(201);
    const found = await Promise.all(body._items.map(({ _id }) => client.get(`/estimations/${_id}`)));
    const [first, second, third] = found.map((answer) => answer.body);
    expect(first).toMatchObject({ estimated_sales: at48, estimate: { level: 0.8 } });
    expect(Math.abs(Number(second?.['estimated_sales']) - 7618) / 7618).toBeLessThanOrEqual(TOLERANCE);
    expect(third).toMatchObject({ estimated_sales: 7, estimate: { basis: 'client' } });
  });

  it('can be searched and sorted by', async () => {
    for (const bestseller_rank of [1000, 1, 100_000])
      await client.create('/estimations', { ...QUESTION, bestseller_rank });
    await client.create('/estimations', { ...QUESTION, estimated_sales: 5000 });
    const search = query({ where: '{"estimated_sales":{"$gt":1000},"estimate.level":0.8}', sort: 'estimated_sales' });
    const { body } = await client.get(`/estimations${search}`);
    expect(body._items.map(({ bestseller_rank }) => bestseller_rank)).toEqual([1000, 1]);
  });

  describe('and the client’s own figure', () => {
    it.each([0, 7, '12'])('is kept, and marked as the client’s: %p', async (estimated_sales) => {
      const body = await estimationOf({ ...QUESTION, estimated_sales });
      expect(body).toMatchObject({ estimated_sales: Number(estimated_sales) });
      expect(body['estimate']).toEqual({ basis: 'client' });
    });

    it('is kept in a PUT; a PUT without one is predicted', async () => {
      const { path, etag } = await client.create('/estimations', QUESTION);
      const own = await client.put(path, { ...QUESTION, estimated_sales: 7 }, { 'if-match': etag });
      expect((await client.get(path)).body).toMatchObject({ estimated_sales: 7, estimate: { basis: 'client' } });
      await client.put(path, QUESTION, { 'if-match': own.body._etag });
      const { body } = await client.get(path);
      expect(salesOf(body)).toBe(at48);
      expect(estimateOf(body).basis).toMatch(/^category/);
    });

    it('is predicted in a PUT that creates', async () => {
      const path = '/estimations/0123456789abcdef01234567';
      expect((await client.put(path, QUESTION)).status).toBe(201);
      expect(salesOf((await client.get(path)).body)).toBe(at48);
    });

    it('is kept in a PATCH, and the prediction’s details go', async () => {
      const { path, etag } = await client.create('/estimations', QUESTION);
      await client.patch(path, { estimated_sales: 7 }, { 'if-match': etag });
      const { body } = await client.get(path);
      expect(body).toMatchObject({ bestseller_rank: 48, estimated_sales: 7 });
      expect(body['estimate']).toEqual({ basis: 'client' });
    });

    it('wins over a new rank in the same PATCH', async () => {
      const { path, etag } = await client.create('/estimations', QUESTION);
      await client.patch(path, { bestseller_rank: 1000, estimated_sales: 7 }, { 'if-match': etag });
      const { body } = await client.get(path);
      expect(body).toMatchObject({ bestseller_rank: 1000, estimated_sales: 7 });
      expect(body['estimate']).toEqual({ basis: 'client' });
    });

    it('outlives a PATCH that asks nothing new', async () => {
      const { path, etag } = await client.create('/estimations', { ...QUESTION, estimated_sales: 7 });
      await client.patch(path, { bestseller_rank: 48 }, { 'if-match': etag });
      const { body } = await client.get(path);
      expect(body).toMatchObject({ estimated_sales: 7 });
      expect(body['estimate']).toEqual({ basis: 'client' });
    });
  });

  describe('after a PATCH', () => {
    it.each<[string, object]>([
      ['of the rank', { bestseller_rank: 1000 }],
      ['of the category', { category: 'Books' }],
      ['of the marketplace', { marketplace: 'FR' }],
    ])('%s is made anew, for what the document then says', async (_what, changes) => {
      const { path, etag } = await client.create('/estimations', QUESTION);
      expect((await client.patch(path, changes, { 'if-match': etag })).status).toBe(200);
      const { body } = await client.get(path);
      const fresh = await estimationOf({ ...QUESTION, ...changes });
      expect(body).toMatchObject({ ...QUESTION, ...changes });
      expect(salesOf(body)).toBe(salesOf(fresh));
      expect(body['estimate']).toEqual(fresh['estimate']);
      expect(salesOf(body)).not.toBe(at48);
    });

    it('takes the place of the client’s figure when the question is another', async () => {
      const { path, etag } = await client.create('/estimations', { ...QUESTION, estimated_sales: 7 });
      await client.patch(path, { bestseller_rank: 1000 }, { 'if-match': etag });
      const { body } = await client.get(path);
      expect(Math.abs(salesOf(body) - 7618) / 7618).toBeLessThanOrEqual(TOLERANCE);
      expect(body['estimate']).toEqual((await estimationOf({ ...QUESTION, bestseller_rank: 1000 }))['estimate']);
    });

    it.each<[string, object]>([
      ['of nothing', {}],
      ['of the rank to itself', { bestseller_rank: 48 }],
    ])('%s stays as it was', async (_what, changes) => {
      const { path, etag } = await client.create('/estimations', QUESTION);
      const before = (await client.get(path)).body;
      await client.patch(path, changes, { 'if-match': etag });
      const { body } = await client.get(path);
      expect(body).toMatchObject({ estimated_sales: before['estimated_sales'], estimate: before['estimate'] });
      expect(body._etag).not.toBe(etag);
    });
  });

  describe('is not made for', () => {
    it.each<[string, object, object]>([
      ['no rank', { category: 'Books' }, { bestseller_rank: 'required field' }],
      ['no category', { bestseller_rank: 1 }, { category: 'required field' }],
      ['rank 0', { bestseller_rank: 0, category: 'Books' }, { bestseller_rank: 'min value is 1' }],
      ['a negative rank', { bestseller_rank: -5, category: 'Books' }, { bestseller_rank: 'min value is 1' }],
      ['half a rank', { bestseller_rank: 1.5, category: 'Books' }, { bestseller_rank: 'must be of integer type' }],
      [
        'a rank in words',
        { bestseller_rank: 'one', category: 'Books' },
        { bestseller_rank: 'must be of integer type' },
      ],
      ['a rank of null', { bestseller_rank: null, category: 'Books' }, { bestseller_rank: 'null value not allowed' }],
      ['an empty category', { bestseller_rank: 1, category: '' }, { category: 'empty values not allowed' }],
      ['a category of spaces', { bestseller_rank: 1, category: '   ' }, { category: 'empty values not allowed' }],
      ['a category too long', { bestseller_rank: 1, category: 'x'.repeat(101) }, { category: 'max length is 100' }],
      ['a category that is a number', { bestseller_rank: 1, category: 5 }, { category: 'must be of string type' }],
      ['an empty marketplace', { ...QUESTION, marketplace: '' }, { marketplace: 'empty values not allowed' }],
      ['sales below none', { ...QUESTION, estimated_sales: -1 }, { estimated_sales: 'min value is 0' }],
      ['sales of null', { ...QUESTION, estimated_sales: null }, { estimated_sales: 'null value not allowed' }],
      ['an estimate by the client', { ...QUESTION, estimate: { basis: 'client' } }, { estimate: 'field is read-only' }],
      ['a field nobody knows', { ...QUESTION, rank: 1 }, { rank: 'unknown field' }],
    ])('%s: 422, and nothing is stored', async (_what, document, issues) => {
      const { status, body } = await client.post('/estimations', document);
      expect(status).toBe(422);
      expect(body._issues).toEqual(issues);
      expect(await client.count('/estimations')).toBe(0);
    });

    it('a PATCH or PUT that is rejected', async () => {
      const { path, etag } = await client.create('/estimations', QUESTION);
      const before = (await client.get(path)).body;
      const wrong = { ...QUESTION, bestseller_rank: 0 };
      expect((await client.patch(path, wrong, { 'if-match': etag })).status).toBe(422);
      expect((await client.put(path, wrong, { 'if-match': etag })).status).toBe(422);
      expect((await client.patch(path, { estimate: { lower: 1 } }, { 'if-match': etag })).status).toBe(422);
      expect((await client.patch(path, { bestseller_rank: 1 })).status).toBe(428);
      expect((await client.get(path)).body).toEqual(before);
    });
  });

  it('may be sent back by a client that replaces what it read', async () => {
    const { path, etag } = await client.create('/estimations', QUESTION);
    const { body } = await client.get(path);
    const { estimate, estimated_sales, bestseller_rank, category, marketplace } = body;
    const whole = { estimate, estimated_sales, bestseller_rank, category, marketplace };
    expect((await client.put(path, whole, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body['estimated_sales']).toBe(estimated_sales);
  });
});

describe('a prediction by the plain power law', () => {
  it('is selected by a setting, and says so', async () => {
    const service = await startTestApp({ environment: { PREDICTION_MODEL: 'power-law' } });
    try {
      const client = new Client(service.url);
      const { path } = await client.create('/estimations', { ...QUESTION, bestseller_rank: 1 });
      const { body } = await client.get(path);
      expect((body['estimate'] as Estimate).model).toMatch(/^power-law-/);
      expect(Number(body['estimated_sales'])).toBeGreaterThan(200_000); // a straight line misses the top: the reference says 661,682
    } finally {
      await service.stop();
    }
  });
});
