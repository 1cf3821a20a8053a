import fc from 'fast-check';
import { ShadowsModule } from '../fixtures/shadows.js';
import { Client, query, type Answer } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NAMES = ['M', 'Ma', 'Mary', 'N', 'abc', ''];
const TEAMS = ['red', 'blue'];
const RANKS = [0, 1, 2, 3, 4];
const SHARES = [-1.5, 1e-200, 0.5, 1, 2];

const PARTS = fc.record({ x: fc.constantFrom(1, 2), y: fc.constantFrom(1, 2) }, { requiredKeys: [] });
const MEMBERS = fc.record(
  {
    name: fc.constantFrom(...NAMES),
    rank: fc.constantFrom(...RANKS),
    share: fc.constantFrom(...SHARES),
    team: fc.constantFrom(...TEAMS),
    active: fc.boolean(),
    scores: fc.array(fc.constantFrom(1, 3, 5, 9), { maxLength: 3 }),
    parts: fc.array(PARTS, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const compared = (values: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.record({ [`$gte`]: fc.constantFrom(...values) }),
    fc.record({ [`$lte`]: fc.constantFrom(...values) }),
    fc.record({ $gt: fc.constantFrom(...values), $lt: fc.constantFrom(...values) }),
    fc.record({ $in: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nin: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $ne: fc.constantFrom(...values) }),
    fc.record({ $not: fc.record({ $gt: fc.constantFrom(...values) }) }),
    fc.record({ $exists: fc.boolean() }),
    fc.constant(null),
  );

const ONE = fc.oneof(
  fc.record({ key: compared(['k0', 'k3', 'k7', 'k12']) }),
  fc.record({ name: fc.oneof(compared(NAMES), fc.record({ $regex: fc.constantFrom('^M', 'a', '^ab') })) }),
  fc.record({ rank: compared(RANKS) }),
  fc.record({ share: compared(SHARES) }),
  fc.record({ team: compared(TEAMS) }),
  fc.record({ active: fc.oneof(fc.boolean(), fc.constant(null)) }),
  fc.record({
    scores: fc.oneof(
      compared([1, 2, 4, 8]),
      fc.constantFrom({ $all: [1, 9] }, { $size: 2 }, { $elemMatch: { $gt: 2, $lt: 8 } }),
    ),
  }),
  fc.record({ 'parts.x': compared([1, 2]) }),
);

/** Of few fields: of many, no document is left that could be missed. */
const CONDITIONS = fc
  .array(ONE, { minLength: 1, maxLength: 2 })
  .map((conditions): object => Object.assign({}, ...conditions) as object); // `assign` of spread objects gives `any`

const WHERE = fc.oneof(
  { weight: 4, arbitrary: CONDITIONS },
  fc.record({ $or: fc.array(CONDITIONS, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $and: fc.array(CONDITIONS, { minLength: 2, maxLength: 2 }) }),
  fc.record({ $nor: fc.array(CONDITIONS, { minLength: 1, maxLength: 2 }) }),
);

const PAGES = fc.record({
  sort: fc.constantFrom('', 'rank', '-name', 'team,-rank', '-share,name', '_id', '-key'),
  size: fc.constantFrom(3, 50),
  page: fc.constantFrom(1, 2),
});

describe('a list of a resource with indexes', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [ShadowsModule] });
    client = new Client(service.url);
    await fill();
  });
  afterAll(async () => {
    await service.stop();
  });

  /** Both resources have the same documents, the same ids among them. */
  const fill = async (): Promise<void> => {
    const members = fc.sample(MEMBERS, { seed: 1, numRuns: 60 });
    const documents = members.map((one, index) => ({ key: `k${index}`, ...one }));
    for (const resource of ['indexed', 'plain']) {
      await client.delete(`/${resource}`);
      expect((await client.post(`/${resource}`, documents)).status).toBe(201);
    }
  };

  const keysOf = ({ status, body }: Answer): object => ({
    status,
    keys: body._items.map(({ key }) => key),
    total: body._meta.total,
  });

  fuzz(
    'has the documents that one without them has, in its order and in the same number',
    fc.asyncProperty(WHERE, PAGES, async (where, { sort, size, page }) => {
      const asked = query({
        where: JSON.stringify(where),
        max_results: String(size),
        page: String(page),
        ...(sort !== '' && { sort }),
      });
      const answer = keysOf(await client.get(`/indexed${asked}`));
      expect(answer).toEqual(keysOf(await client.get(`/plain${asked}`)));
      expect(answer).toMatchObject({ status: 200 });
    }),
    200,
  );

  it.each<[object, object, object]>([
    [[{ name: 'M' }, { name: 'Ma' }, { name: 'Mary' }, { name: 'N' }], { name: { $gte: 'M' } }, [0, 1, 2, 3]],
    [[{ active: true, team: 'e0' }], { active: true }, [0]],
    [[{ rank: 4, share: 1 }], { rank: 4 }, [0]],
    [[{ team: 'a', rank: 3, share: 9 }], { team: 'a', rank: { $lte: 3 } }, [0]],
    [[{ team: 'a', rank: 3 }], { team: 'a', rank: { $gte: 3 } }, [0]],
    [[{ scores: [1, 9] }], { scores: { $gt: 2, $lt: 8 } }, [0]],
    [[{ parts: [{ x: 1 }, { y: 2 }] }], { 'parts.x': null }, [0]],
    [[{ parts: [{ x: 1 }, { y: 2 }] }], { 'parts.x': { $in: [null, 7] } }, [0]],
    [[{ name: 'abc' }], { name: { $regex: '^ab' } }, [0]],
    [[{ share: 1e-200 }], { share: { $lt: 1 } }, [0]],
  ])('of %j finds by %j: %j, counts and deletes what it should', async (documents, where, found) => {
    await client.delete('/indexed');
    const keyed = (documents as object[]).map((one, index) => ({ key: `k${index}`, ...one }));
    expect((await client.post('/indexed', keyed)).status).toBe(201);
    const { body } = await client.get(`/indexed${query({ where: JSON.stringify(where), max_results: '1' })}`);
    expect(body._meta.total).toBe((found as number[]).length);
    const all = await client.get(`/indexed${query({ where: JSON.stringify(where) })}`);
    expect(all.body._items.map(({ key }) => key)).toEqual((found as number[]).map((index) => `k${index}`));
  });
});
