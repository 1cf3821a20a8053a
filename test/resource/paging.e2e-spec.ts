import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const HOME = { title: 'home', href: '/' };
const PEOPLE = Array.from({ length: 60 }, (_, index) => ({
  firstname: index % 2 === 0 ? 'even' : 'odd',
  lastname: `p${String(index).padStart(2, '0')}`,
  age: index,
}));

describe('paging', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
    const { status } = await client.post('/people', PEOPLE);
    expect(status).toBe(201);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('shows the first 25 and links to the next and the last page', async () => {
    const { headers, body } = await client.get('/people');
    expect(headers.get('x-total-count')).toBe('60');
    expect(body._items).toHaveLength(25);
    expect(body._meta).toEqual({ page: 1, max_results: 25, total: 60 });
    expect(body._links).toEqual({
      parent: HOME,
      self: { title: 'people', href: 'people' },
      next: { title: 'next page', href: 'people?page=2' },
      last: { title: 'last page', href: 'people?page=3' },
    });
  });

  it('links from a page in the middle both ways', async () => {
    const { body } = await client.get('/people?page=2');
    expect(body._meta).toEqual({ page: 2, max_results: 25, total: 60 });
    expect(body._links).toEqual({
      parent: HOME,
      self: { title: 'people', href: 'people?page=2' },
      next: { title: 'next page', href: 'people?page=3' },
      last: { title: 'last page', href: 'people?page=3' },
      prev: { title: 'previous page', href: 'people' },
    });
  });

  it('links from the last page only back', async () => {
    const { headers, body } = await client.get('/people?page=3');
    expect(headers.get('x-total-count')).toBe('60');
    expect(body._items).toHaveLength(10);
    expect(body._links).toEqual({
      parent: HOME,
      self: { title: 'people', href: 'people?page=3' },
      prev: { title: 'previous page', href: 'people?page=2' },
    });
  });

  it('answers an empty page beyond the end, with links back', async () => {
    const { status, headers, body } = await client.get('/people?page=7');
    expect(status).toBe(200);
    expect(headers.get('x-total-count')).toBe('60');
    expect(headers.has('last-modified')).toBe(false);
    expect(body._items).toEqual([]);
    expect(body._meta).toEqual({ page: 7, max_results: 25, total: 60 });
    expect(body._links).toEqual({
      parent: HOME,
      self: { title: 'people', href: 'people?page=7' },
      prev: { title: 'previous page', href: 'people?page=6' },
    });
  });

  it('has no page links when everything fits exactly', async () => {
    const { body } = await client.get('/people?where={"age":{"$lt":50}}&max_results=50');
    expect(body._meta).toEqual({ page: 1, max_results: 50, total: 50 });
    expect(Object.keys(body._links)).toEqual(['parent', 'self']);
  });

  it('repeats the question in its links, in the order of Eve and readable', async () => {
    const { body } = await client.get(
      '/people?where={"firstname":"odd"}&max_results=5&page=2&sort=-age&projection={"age":1}&embedded={}&foo=bar&pretty=',
    );
    const start = 'people?max_results=5&where={"firstname":"odd"}&sort=-age';
    expect(body._links).toEqual({
      parent: HOME,
      self: { title: 'people', href: `${start}&page=2&foo=bar&pretty=` },
      next: { title: 'next page', href: `${start}&page=3&foo=bar&pretty=` },
      last: { title: 'last page', href: `${start}&page=6&foo=bar&pretty=` },
      prev: { title: 'previous page', href: `${start}&foo=bar&pretty=` },
    });
    expect(body._items.map(({ age }) => age)).toEqual([49, 47, 45, 43, 41]);
  });

  it('shows an empty answer without the question in its link', async () => {
    const { body } = await client.get('/people?where={"age":1000}&foo=bar');
    expect(body._links['self']).toEqual({ title: 'people', href: 'people' });
  });

  it('can be followed by its links alone, to every document once', async () => {
    const seen: unknown[] = [];
    let href: string | undefined = 'people?where=firstname=="odd"&sort=-age&max_results=7&note=a%26b%23c';
    while (href !== undefined) {
      const { status, body } = await client.get(`/${href}`);
      expect(status).toBe(200);
      seen.push(...body._items.map(({ age }) => age));
      href = body._links['next']?.href;
    }
    expect(seen).toEqual(PEOPLE.flatMap(({ age }) => (age % 2 === 1 ? [age] : [])).toReversed());
  });

  it.each([
    ['max_results=10', { page: 1, max_results: 10 }],
    ['max_results=50', { page: 1, max_results: 50 }],
    ['max_results=51', { page: 1, max_results: 50 }],
    ['max_results=1000000', { page: 1, max_results: 50 }],
    ['max_results=2.7', { page: 1, max_results: 2 }],
    ['max_results=0', { page: 1, max_results: 25 }],
    ['max_results=-3', { page: 1, max_results: 25 }],
    ['max_results=', { page: 1, max_results: 25 }],
    ['page=0', { page: 1, max_results: 25 }],
    ['page=-2', { page: 2, max_results: 25 }],
    ['page=', { page: 1, max_results: 25 }],
    ['page=3&max_results=10', { page: 3, max_results: 10 }],
  ])('understands %s', async (search, { page, max_results }) => {
    const { status, body } = await client.get(`/people?${search}`);
    expect(status).toBe(200);
    expect(body._meta).toEqual({ page, max_results, total: 60 });
    const first = (page - 1) * max_results;
    expect(body._items.map(({ age }) => age)).toEqual(PEOPLE.slice(first, first + max_results).map(({ age }) => age));
  });

  it('shows the clamped number in its links', async () => {
    const { body } = await client.get('/people?max_results=1000');
    expect(body._links['self']?.href).toBe('people?max_results=50');
    expect(body._links['next']?.href).toBe('people?max_results=50&page=2');
  });

  it.each(['page=x', 'page=1.5', 'page=1e3', 'max_results=many', 'page=99999999999999999999', 'page=2&page=3'])(
    'rejects %s and names the parameter',
    async (search) => {
      const { status, body } = await client.get(`/people?${search}`);
      expect(status).toBe(400);
      expect(body._issues).toHaveProperty([search.split('=', 1)[0] ?? '']);
      expect(body).not.toHaveProperty('_items');
    },
  );

  it('rejects a broken percent-encoding', async () => {
    expect((await client.get('/people?page=%zz')).status).toBe(400);
  });

  it('follows the settings of the service', async () => {
    const environment = { PAGINATION_DEFAULT: '2', PAGINATION_LIMIT: '3' };
    const small = await startTestApp({ features: [PeopleModule], environment });
    try {
      const smallClient = new Client(small.url);
      await smallClient.post('/people', PEOPLE.slice(0, 7));
      const byDefault = await smallClient.get('/people');
      expect(byDefault.body._meta).toEqual({ page: 1, max_results: 2, total: 7 });
      expect(byDefault.body._links['last']?.href).toBe('people?page=4');
      const clamped = await smallClient.get('/people?max_results=50');
      expect(clamped.body._meta).toEqual({ page: 1, max_results: 3, total: 7 });
      expect(clamped.body._links['last']?.href).toBe('people?max_results=3&page=3');
    } finally {
      await small.stop();
    }
  });
});
