import { AskedModule } from '../fixtures/asked.js';
import { Client, query } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [AskedModule] });
  client = new Client(service.url);
});
afterAll(async () => {
  await service.stop();
});

async function rejectionOf(collection: string, where: unknown): Promise<{ message: string; issue: unknown }> {
  const text = typeof where === 'string' ? where : JSON.stringify(where);
  const { status, body } = await client.get(`${collection}${query({ where: text })}`);
  expect([text, status]).toEqual([text, 400]);
  return { message: body._error.message, issue: body._issues['where'] };
}

async function namesFound(collection: string, where: unknown): Promise<unknown> {
  const text = typeof where === 'string' ? where : JSON.stringify(where);
  const { status, body } = await client.get(`${collection}${query({ where: text })}`);
  expect([text, status]).toEqual([text, 200]);
  return body._items.map(({ name }) => name);
}

describe('allowed fields and operators', () => {
  beforeAll(async () => {
    await client.post('/patients', [
      { name: 'ann', diagnosis: 'flu', salary: 10, address: { city: 'Rome', floor: 2 } },
      { name: 'bob', salary: 20, visits: [{ at: '2026-01-01', minutes: 5 }] },
    ]);
  });

  it.each<[unknown, readonly string[]]>([
    [{ name: 'ann' }, ['ann']],
    [{ 'address.city': 'Rome' }, ['ann']],
    [{ address: { city: 'Rome', floor: 2 } }, ['ann']],
    [{ salary: 10 }, ['ann']],
    [{ salary: { $in: [20] } }, ['bob']],
    [{ salary: { $not: { $in: [10] } } }, ['bob']],
    ['salary == 20', ['bob']],
    [{ 'visits.minutes': { $lt: 9 } }, ['bob']],
    [{ visits: { $elemMatch: { minutes: { $gte: 5 } } } }, ['bob']],
    [{ _created: { $gt: '2020-01-01' }, $or: [{ name: 'ann' }, { name: 'cy' }] }, ['ann']],
  ])('let %j pass', async (where, names) => {
    expect(await namesFound('/patients', where)).toEqual(names);
  });

  it.each<[unknown, string]>([
    [{ diagnosis: 'flu' }, "filter on 'diagnosis' not allowed"],
    ['diagnosis == "flu"', "filter on 'diagnosis' not allowed"],
    [{ $or: [{ name: 'ann' }, { $and: [{ diagnosis: 'flu' }] }] }, "filter on 'diagnosis' not allowed"],
    [{ $nor: [{ diagnosis: 'flu' }] }, "filter on 'diagnosis' not allowed"],
    [{ $expr: { $eq: ['$diagnosis', 'flu'] } }, "filter on 'diagnosis' not allowed"],
    [{ _id: '0123456789abcdef01234567' }, "filter on '_id' not allowed"],
    [{ _updated: { $gt: '2020-01-01' } }, "filter on '_updated' not allowed"],
    [{ salary: { $gt: 5 } }, "filter on 'salary' not allowed with operator '$gt'"],
    ['salary > 5', "filter on 'salary' not allowed with operator '$gt'"],
    [{ salary: { $not: { $gt: 5 } } }, "filter on 'salary' not allowed with operator '$gt'"],
    [{ $or: [{ salary: { $lt: 5 } }] }, "filter on 'salary' not allowed with operator '$lt'"],
    [{ $expr: { $gt: ['$salary', 5] } }, "filter on 'salary' not allowed with operator '$expr'"],
    [{ 'visits.minutes': { $gt: 5 } }, "filter on 'visits.minutes' not allowed with operator '$gt'"],
    [{ 'visits.0.minutes': { $gt: 5 } }, "filter on 'visits.0.minutes' not allowed with operator '$gt'"],
    [{ visits: { $elemMatch: { minutes: { $gt: 5 } } } }, "filter on 'visits.minutes' not allowed with operator '$gt'"],
    [{ name: { $ne: 'ann' } }, 'Query contains operators banned in MONGO_QUERY_BLACKLIST: $ne'],
    [{ name: { $where: '1' } }, 'Query contains unknown or unsupported operators: $where'],
    [{ 'address.city': { $regex: '^R' } }, "filter on 'address.city' not allowed with operator '$regex'"],
  ])('reject %j', async (where, message) => {
    expect(await rejectionOf('/patients', where)).toEqual({ message, issue: message });
  });

  it('of a resource take the place of those of the service', async () => {
    expect(await namesFound('/patients', { name: { $regex: '^a' } })).toEqual(['ann']);
    const banned = 'Query contains operators banned in MONGO_QUERY_BLACKLIST: $regex';
    expect(await rejectionOf('/guests', { name: { $regex: '^a' } })).toMatchObject({ message: banned });
  });
});

describe('validated filters', () => {
  beforeAll(async () => {
    await client.post('/guests', [
      { name: 'ann', age: 30, room: 'single', views: ['sea'], home: { city: 'Rome' } },
      { name: 'bob', age: 40, room: null, views: ['sea', 'park'] },
    ]);
  });

  it.each<[unknown, readonly string[]]>([
    [{ age: 30 }, ['ann']],
    [{ age: '30' }, ['ann']],
    [{ age: { $lt: 200, $gt: -1 } }, ['ann', 'bob']],
    [{ age: { $ne: 500 } }, ['ann', 'bob']],
    [{ name: 'ann' }, ['ann']],
    [{ room: null }, ['bob']],
    [{ views: 'park' }, ['bob']],
    [{ views: ['sea'] }, ['ann']],
    [{ 'home.city': 'Rome' }, ['ann']],
    [{ home: { city: 'Rome' } }, ['ann']],
    [{ _updated: { $gt: '2020-01-01' } }, ['ann', 'bob']],
    [{ _created: 'Wed, 01 Jan 2020 00:00:00 GMT' }, []],
    ['age == 30 and room == "single"', ['ann']],
  ])('let %j pass', async (where, names) => {
    expect(await namesFound('/guests', where)).toEqual(names);
  });

  it.each<[unknown, string, string]>([
    [
      { zz: 1 },
      'zz',
      'Unknown field in where: zz; there is name, age, room, views, home, _id, _updated, _created, _etag',
    ],
    [{ 'home.town': 'x' }, 'home.town', 'Unknown field in where: home.town; there is city, floor'],
    [{ age: 'old' }, 'age', 'where: age is an integer, not "old"'],
    [{ age: { $gt: 'old' } }, 'age', 'where: age is an integer, not "old"'],
    [{ age: 1.5 }, 'age', 'must be of integer type'],
    [{ age: 200 }, 'age', 'max value is 150'],
    [{ age: { $in: [30, -1] } }, 'age', 'min value is 0'],
    [{ age: null }, 'age', 'null value not allowed'],
    [{ name: 'X1' }, 'name', "value does not match regex '[a-z]+'"],
    ['room == "suite"', 'room', 'unallowed value suite'],
    [{ $or: [{ age: 30 }, { room: 'suite' }] }, 'room', 'unallowed value suite'],
    [{ views: 'road' }, 'views', 'unallowed value road'],
    [{ views: ['sea', 'park', 'sea'] }, 'views', 'max length is 2'],
    [{ 'home.floor': 0 }, 'home.floor', 'min value is 1'],
  ])('reject %j', async (where, path, issue) => {
    const rejected = await rejectionOf('/guests', where);
    expect(rejected.message).toBe(`filter on '${path}' is invalid`);
    expect(rejected.issue).toEqual({ [path]: issue });
  });

  it.each(['$or', '$and', '$nor'])('reject %s of anything but sub-queries', async (operator) => {
    const message = `operator '${operator}' expects a list of sub-queries`;
    for (const operand of [{ age: 30 }, [1], 'x', []]) {
      expect(await rejectionOf('/guests', { [operator]: operand })).toMatchObject({ message });
    }
  });

  it('say what is wrong inside of a sub-document', async () => {
    const rejected = await rejectionOf('/guests', { home: { city: 'Rome', floor: 0 } });
    expect(rejected.message).toBe("filter on 'home' is invalid");
    expect(rejected.issue).toEqual({ home: { floor: 'min value is 1' } });
  });
});

describe('what a resource has switched off', () => {
  it('is ignored, as in Eve, its own order too, and not repeated in links', async () => {
    const { id } = await client.create('/plaques', { number: 1, text: 'here' });
    await client.create('/plaques', { number: 2, beside: id });
    const asked = 'where={"number":9}&sort=-number&projection={"number":1}&embedded={"beside":1}';
    const { status, body } = await client.get(`/plaques?${asked}`);
    expect(status).toBe(200);
    expect(body._items.map(({ number }) => number)).toEqual([1, 2]);
    expect(body._items[1]?.['beside']).toBe(id);
    expect(body._items[0]?.['text']).toBe('here');
    expect(body._links['self']?.href).toBe('plaques');
  });
});

describe('a resource without pages', () => {
  beforeAll(async () => {
    await client.post(
      '/months',
      Array.from({ length: 60 }, (_, index) => ({ number: index })),
    );
  });

  it('answers everything at once', async () => {
    const { headers, body } = await client.get('/months?page=3');
    expect(headers.get('x-total-count')).toBe('60');
    expect(body._items.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    expect(body).not.toHaveProperty('_meta');
    expect(body._links).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title: 'months', href: 'months' },
    });
  });

  it('is still limited by max_results', async () => {
    const { headers, body } = await client.get('/months?max_results=55&sort=-number');
    expect(headers.get('x-total-count')).toBe('60');
    expect(body._items).toHaveLength(55);
    expect(body).not.toHaveProperty('_meta');
    expect(body._links).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title: 'months', href: 'months?max_results=55&sort=-number' },
    });
  });
});

describe('a resource that does not count', () => {
  let path = '';

  beforeAll(async () => {
    await client.post(
      '/events',
      Array.from({ length: 5 }, (_, index) => ({ number: index })),
    );
    path = (await client.create('/events', { number: 5 })).path;
  });

  it('always links to a next page and never to a last one', async () => {
    const { headers, body } = await client.get('/events?where={"number":{"$lt":9}}');
    expect(headers.has('x-total-count')).toBe(false);
    expect(headers.has('last-modified')).toBe(true);
    expect(body._items).toHaveLength(2);
    expect(body._meta).toEqual({ page: 1, max_results: 2 });
    expect(body._links).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title: 'events', href: 'events' },
      next: { title: 'next page', href: 'events?where={"number":{"$lt":9}}&page=2' },
    });
  });

  it('does so beyond the end too', async () => {
    const { body } = await client.get('/events?page=9&max_results=100');
    expect(body._items).toEqual([]);
    expect(body._meta).toEqual({ page: 9, max_results: 3 });
    expect(body._links).toMatchObject({
      next: { title: 'next page', href: 'events?max_results=3&page=10' },
      prev: { title: 'previous page', href: 'events?max_results=3&page=8' },
    });
    expect(body._links).not.toHaveProperty('last');
  });

  it('links from an item to a next page, as Eve does', async () => {
    const { body } = await client.get(path);
    expect(body._links).toEqual({
      self: { title: 'Event', href: path.slice(1) },
      parent: { title: 'home', href: '/' },
      collection: { title: 'events', href: 'events' },
      next: { title: 'next page', href: 'events?page=2' },
    });
  });
});
