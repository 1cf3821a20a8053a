import { Module } from '@nestjs/common';
import { DatabaseCapabilities } from '../../src/common/database/capabilities.js';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { captureLog } from '../support/captured-log.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const METHODS = ['GET', 'POST', 'DELETE'] as const;

class Box {
  @Field.integer()
  x?: number;

  @Field.integer()
  y?: number;
}

@Resource({
  name: 'spots',
  resourceMethods: METHODS,
  bulkEnabled: true,
  mongoQueryBlacklist: [],
  indexes: [{ at: '2dsphere' }, { pair: '2d' }],
})
class Spot {
  @Field.string()
  name?: string;

  @Field.integer()
  size?: number;

  @Field.point()
  at?: object;

  @Field.dict(Box)
  box?: Box;

  @Field.list<Box>({ type: 'dict', model: Box })
  boxes?: readonly Box[];

  @Field.list<number>({ type: 'number' })
  pair?: readonly number[];
}

@Resource({
  name: 'seats',
  resourceMethods: METHODS,
  itemMethods: ['GET', 'PUT', 'PATCH'],
  bulkEnabled: true,
  indexes: [{ keys: { row: 1, place: 1 }, unique: true }, { keys: { row: 1, size: 1, place: 1 } }],
})
class Seat {
  @Field.string({ unique: true })
  code?: string;

  @Field.string()
  row?: string;

  @Field.integer()
  place?: number;

  @Field.integer()
  size?: number;
}

/** Places of every kind, each under an index that takes places alone. */
@Resource({
  name: 'sites',
  resourceMethods: METHODS,
  bulkEnabled: true,
  indexes: [{ at: '2dsphere' }, { way: '2dsphere' }, { area: '2dsphere' }, { any: '2dsphere' }],
})
class Site {
  @Field.point()
  at?: object;

  @Field.linestring()
  way?: object;

  @Field.polygon()
  area?: object;

  @Field.of({})
  any?: unknown;
}

/** Its ids have an index beside MongoDB's own. */
@Resource({
  name: 'labels',
  itemUrl: 'regex("[a-z]")',
  resourceMethods: METHODS,
  bulkEnabled: true,
  indexes: [{ _id: -1 }, { size: 1 }, { size: -1, _id: 1 }],
})
class Label {
  @Field.string()
  _id!: string;

  @Field.integer()
  size?: number;
}

/** Of `seats` those that a compound index loses. */
@Resource({
  name: 'small',
  source: 'seats',
  filter: { row: 'a', size: { $lte: 3 } },
  resourceMethods: METHODS,
})
class SmallSeat {
  @Field.string()
  row?: string;

  @Field.integer()
  size?: number;
}

@Resource({ name: 'tickets' })
class Ticket {
  @Field.string({ dataRelation: { resource: 'small', field: 'row', embeddable: true } })
  row?: string;
}

@Resource({
  name: 'sums',
  source: 'seats',
  aggregation: { pipeline: [{ $match: { row: 'a', size: { $lte: 3 } } }, { $count: 'n' }] },
})
class Sum {}

@Module({
  imports: [Spot, Seat, Site, Label, SmallSeat, Ticket, Sum].map((model) => ResourceModule.forFeature<object>(model)),
})
class CuresModule {}

@Resource({
  name: 'sessions',
  resourceMethods: METHODS,
  indexes: [
    { keys: { ends: 1 }, expireAfterSeconds: 0, partialFilterExpression: { old: true } },
    { keys: { user: 1 }, unique: true, collation: { locale: 'en', strength: 2 } },
  ],
})
class Session {
  @Field.datetime()
  ends?: Date;

  @Field.boolean()
  old?: boolean;

  @Field.string()
  user?: string;
}

@Module({ imports: [ResourceModule.forFeature(Session)] })
class SessionsModule {}

const point = (...coordinates: readonly number[]): object => ({ type: 'Point', coordinates });
const where = (filter: object, more: Record<string, string> = {}): string =>
  query({ where: JSON.stringify(filter), ...more });

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [CuresModule] });
  client = new Client(service.url);
});
afterAll(async () => {
  await service.stop();
});
afterEach(async () => {
  for (const name of ['spots', 'seats', 'sites', 'tickets']) await storedIn(service, name).deleteMany({});
});

const namesAt = async (path: string): Promise<readonly unknown[]> => {
  const { status, text, body } = await client.get(path);
  expect([status, text]).toEqual([200, text]);
  return body._items.map(({ name }) => name);
};

describe('what is near', () => {
  const post = async (): Promise<void> => {
    const spots = [3, 1, 4, 2].map((x) => ({ name: `${x}`, size: x % 2, at: point(x, 0), pair: [x, 0] }));
    expect((await client.post('/spots', [...spots, { name: 'nowhere' }])).status).toBe(201);
  };

  it.each<[object, readonly string[]]>([
    [{ at: { $near: { $geometry: point(0, 0) } } }, ['1', '2', '3', '4']],
    [{ at: { $near: { $geometry: point(0, 0), $maxDistance: 400_000 } } }, ['1', '2', '3']],
    [{ at: { $nearSphere: { $geometry: point(5, 0), $minDistance: 150_000 } } }, ['3', '2', '1']],
    [{ at: { $near: { $geometry: point(0, 0) } }, size: 1 }, ['1', '3']],
    [{ $and: [{ size: { $lt: 1 } }, { at: { $near: { $geometry: point(0, 0) } } }] }, ['2', '4']],
    [{ pair: { $near: [5, 0] } }, ['4', '3', '2', '1']],
    [{ pair: { $near: [0, 0], $maxDistance: 2.5 } }, ['1', '2']],
    [{ pair: { $nearSphere: [0, 0], $maxDistance: 0.04 } }, ['1', '2']],
  ])('by %j comes nearest first, page by page: %j', async (filter, names) => {
    await post();
    expect(await namesAt(`/spots${where(filter)}`)).toEqual(names);
    const pages = await Promise.all(
      names.map(async (_, index) => namesAt(`/spots${where(filter, { max_results: '1', page: `${index + 1}` })}`)),
    );
    expect(pages.flat()).toEqual(names);
    const { body } = await client.get(`/spots${where(filter, { max_results: '1', projection: '{"name":1}' })}`);
    expect(body._meta.total).toBe(names.length);
    expect(body._items[0]).not.toHaveProperty('at');
  });
});

describe('an area', () => {
  const polygon = (...ring: readonly (readonly number[])[]): object => ({
    $geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
  });

  it.each<[string, object, readonly (readonly number[])[], readonly (readonly number[])[]]>([
    [
      'across the 180th meridian',
      polygon([179, -1], [-179, -1], [-179, 1], [179, 1]),
      [
        [179.9, 0],
        [-179.9, 0],
      ],
      [
        [0, 0],
        [178, 0],
      ],
    ],
    [
      'with long edges, which are great circles',
      polygon([-30, 60], [30, 60], [30, 0], [-30, 0]),
      [
        [0, 62],
        [0, 1],
      ],
      [
        [0, 65],
        [29, 61],
      ],
    ],
    [
      'around a pole',
      polygon([0, 80], [120, 80], [-120, 80]),
      [
        [10, 89],
        [0, 81],
        [170, 89],
      ],
      [
        [60, 81],
        [10, -89],
      ],
    ],
    [
      'of more than 180 degrees',
      polygon([0, -1], [170, -1], [170, 1], [0, 1]),
      [[90, 0]],
      [
        [-90, 0],
        [175, 0],
      ],
    ],
  ])('%s has in it what is in it', async (_, area, inside, outside) => {
    const spots = [...inside.map((at) => ['in', at] as const), ...outside.map((at) => ['out', at] as const)];
    await client.post('/spots', spots.map(([name, at]) => ({ name, at: point(...at) }))); // prettier-ignore
    for (const operator of ['$geoWithin', '$geoIntersects'])
      expect(await namesAt(`/spots${where({ at: { [operator]: area } })}`)).toEqual(inside.map(() => 'in'));
  });
});

describe('a value that no document has any more', () => {
  const seats = (): ReturnType<typeof storedIn> => storedIn(service, 'seats');
  /** Another program did this. */
  const free = async (seat: object, changes: object): Promise<void> => {
    const { insertedId } = await seats().insertOne({ ...seat });
    await seats().updateOne({ _id: insertedId }, { $set: changes });
  };

  it('is free for a new document, and then taken', async () => {
    await free({ code: 'x', row: 'p', place: 1 }, { code: 'y', row: 'q' });
    expect((await client.post('/seats', { code: 'x', row: 'r', place: 2 })).status).toBe(201);
    expect((await client.post('/seats', { code: 'z', row: 'p', place: 1 })).status).toBe(201);
    const { status, body } = await client.post('/seats', { code: 'x', row: 's', place: 3 });
    expect([status, body._issues]).toEqual([422, { code: "value 'x' is not unique" }]);
    expect(await client.count('/seats')).toBe(3);
  });

  it('is free for one of many new documents, which come all or none', async () => {
    await free({ code: 'x2', row: 'p2', place: 1 }, { code: 'y2', row: 'q2' });
    const seat = (code: string, place: number): object => ({ code, row: 'p2', place });
    expect((await client.post('/seats', [seat('a2', 1), seat('x2', 2), seat('b2', 3)])).status).toBe(201);
    expect(await client.count('/seats')).toBe(4);
    await free({ code: 'v2', row: 'v2', place: 1 }, { code: 'w2' });
    const { status, body } = await client.post('/seats', [seat('v2', 5), seat('c2', 6), seat('b2', 7)]);
    expect([status, body._items[2]?._issues]).toEqual([422, { code: "value 'b2' is not unique" }]);
    expect(await client.count('/seats')).toBe(5);
    expect((await client.post('/seats', [seat('v2', 5), seat('c2', 6)])).status).toBe(201);
  });

  it('is free for a document that is changed to it', async () => {
    await free({ code: 'x3', row: 'p3', place: 1 }, { code: 'y3', row: 'q3' });
    const { path, etag } = await client.create('/seats', { code: 'a3', row: 'a3', place: 1 });
    const changed = await client.patch(path, { code: 'x3', row: 'p3' }, { 'if-match': etag });
    expect([changed.status, changed.body._issues]).toEqual([200, undefined]);
  });

  it('is wanted by many new documents at once: one gets it', async () => {
    await free({ code: 'x4', row: 'p4', place: 1 }, { code: 'y4', row: 'q4' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, place) => client.post('/seats', { code: 'x4', row: 'r4', place })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422, 422, 422]);
    expect(await client.count('/seats')).toBe(2);
  });
});

describe('a unique value', () => {
  it('that many new documents and many changes want at once goes to one', async () => {
    const old = await Promise.all(
      [1, 2, 3, 4].map(async (place) => client.create('/seats', { code: `m${place}`, row: 'm', place })),
    );
    const changes = old.map(async ({ path, etag }) => client.patch(path, { code: 'm' }, { 'if-match': etag }));
    const bulks = [5, 6, 7, 8].map(async (place) =>
      client.post('/seats', [
        { code: `n${place}`, row: 'n', place },
        { code: 'm', row: 'm', place },
      ]),
    );
    const statuses = (await Promise.all([...changes, ...bulks])).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 422)).toHaveLength(1);
    const { body } = await client.get('/seats?max_results=50');
    expect(body._items.filter(({ code }) => code === 'm')).toHaveLength(1);
    const hasBulkWon = statuses.lastIndexOf(201) >= 4;
    expect(body._items).toHaveLength(hasBulkWon ? 6 : 4);
  });
});

describe('a resource that is limited to what an index loses', () => {
  beforeEach(async () => {
    const seats = [3, 3, 9].map((size, place) => ({ row: 'a', size, place, code: `${place}` }));
    expect((await client.post('/seats', seats)).status).toBe(201);
  });

  it('lists, counts, and deletes all of it', async () => {
    expect(await client.count('/small')).toBe(2);
    expect((await client.delete('/small')).status).toBe(204);
    expect(await client.count('/seats')).toBe(1);
  });

  it('is referred to and embedded', async () => {
    const { path } = await client.create('/tickets', { row: 'a' });
    const { body } = await client.get(`${path}${query({ embedded: '{"row":1}' })}`);
    expect(body['row']).toMatchObject({ row: 'a', size: 3 });
    expect((await client.post('/tickets', { row: 'b' })).status).toBe(422);
  });

  it('is aggregated', async () => {
    expect((await client.get('/sums')).body._items).toEqual([{ n: 2 }]);
  });
});

describe('a place that is none', () => {
  it.each<[string, object]>([
    ['200 degrees east', point(200, 0)],
    ['a latitude of 95', point(0, 95)],
  ])('such as %s is rejected where an index is of places', async (_, at) => {
    const { status, body } = await client.post('/spots', [{ at: point(0, 0) }, { at }]);
    expect([status, body._items[1]?._issues]).toEqual([
      422,
      { at: 'no place on the globe: longitudes go to 180, latitudes to 90, rings are closed' },
    ]);
    expect(await client.count('/spots')).toBe(0);
  });

  const line = (...coordinates: readonly unknown[]): object => ({ type: 'LineString', coordinates });
  const area = (...rings: readonly unknown[]): object => ({ type: 'Polygon', coordinates: rings });
  const NO_PLACE = 'no place on the globe: longitudes go to 180, latitudes to 90, rings are closed';

  it.each<[string, string, unknown, string]>([
    ['a longitude of 200', 'at', point(200, 0), NO_PLACE],
    ['a latitude of 95', 'at', point(0, 95), NO_PLACE],
    ['a text', 'at', 'here', 'must be of point type'],
    ['an open ring', 'area', area([[0, 0], [1, 0], [1, 1], [0, 1]]), NO_PLACE],
    ['a ring of two corners', 'area', area([[0, 0], [1, 0], [0, 0]]), NO_PLACE],
    ['an area without a ring', 'area', area(), NO_PLACE],
    ['an open ring in a closed one', 'area', area([[0, 0], [9, 0], [9, 9], [0, 0]], [[2, 1], [3, 1], [3, 2]]), NO_PLACE],
    ['a text as an area', 'area', 'POLYGON((0 0, 1 0, 1 1, 0 0))', 'must be of polygon type'],
    ['a line of one place', 'way', line([0, 0]), NO_PLACE],
    ['a line that stays', 'way', line([0, 0], [0, 0]), NO_PLACE],
    ['a line beyond 180 degrees', 'way', line([179, 0], [181, 0]), NO_PLACE],
    ['a text as a line', 'way', 'LINESTRING(0 0, 1 1)', 'must be of linestring type'],
    ['a text where any value is taken', 'any', 'here', NO_PLACE],
    ['a truth value there', 'any', true, NO_PLACE],
    ['a point beyond 180 degrees there', 'any', point(-181, 0), NO_PLACE],
    ['an unknown kind of geometry', 'any', { type: 'Circle', coordinates: [0, 0] }, NO_PLACE],
    ['a collection with a place that is none', 'any', { type: 'GeometryCollection', geometries: [point(0, 91)] }, NO_PLACE],
  ])('such as %s is told by its field, and nothing is stored or changed', async (_, field, value, issue) => {
    const created = await client.post('/sites', { [field]: value });
    expect([created.status, created.body._issues]).toEqual([422, { [field]: issue }]);
    expect(await client.count('/sites')).toBe(0);
    const { path, etag } = await client.create('/sites', { at: point(1, 1) });
    for (const changed of [
      await client.patch(path, { [field]: value }, { 'if-match': etag }),
      await client.put(path, { [field]: value }, { 'if-match': etag }),
    ])
      expect([changed.status, changed.body._issues]).toEqual([422, { [field]: issue }]);
    expect((await client.get(path)).body).toMatchObject({ _etag: etag, at: point(1, 1) });
  }); // prettier-ignore

  it('is not one at the very edge of the globe, nor where there is nothing', async () => {
    const edges = { at: point(180, 90), way: line([-180, 0], [-90, -90]) };
    const { status, body } = await client.post('/sites', [edges, { any: [] }]);
    expect([status, body._items.map(({ _issues }) => _issues)]).toEqual([201, [undefined, undefined]]);
  });
});

describe('an order by sub-documents', () => {
  it.each([
    ['box', 'sort: this database does not sort by sub-documents: box'],
    ['-size,box', 'sort: this database does not sort by sub-documents: box'],
    ['boxes.x', 'sort: this database does not sort by what is in the sub-documents of a list: boxes.x'],
  ])('such as %s is that of MongoDB or rejected', async (sort, rejection) => {
    await client.post('/spots', [
      { name: 'b', box: { y: 1 }, boxes: [{ x: 1 }] },
      { name: 'a', box: { x: 1 }, boxes: [{ x: 2 }, { y: 5 }] },
    ]);
    const { status, body } = await client.get(`/spots${query({ sort })}`);
    const { sortsSubDocuments } = await service.app.get(DatabaseCapabilities).traits();
    if (sortsSubDocuments) expect(body._items.map(({ name }) => name)).toEqual(['a', 'b']);
    else expect([status, body._issues]).toEqual([400, { sort: rejection }]);
  });

  it('by a member of one sub-document is served by any database', async () => {
    await client.post('/spots', [
      { name: 'b', box: { x: 2 } },
      { name: 'a', box: { x: 1 } },
    ]);
    expect(await namesAt('/spots?sort=box.x')).toEqual(['a', 'b']);
  });
});

describe('an order by what is asked for', () => {
  beforeEach(async () => {
    const labels = [6, 9, 5, 1].map((size, index) => ({ _id: 'xzwa'[index], size }));
    expect((await client.post('/labels', labels)).status).toBe(201);
  });
  afterEach(async () => {
    expect((await client.delete('/labels')).status).toBe(204);
  });

  it.each([
    [{ _id: { $in: ['x', 'a', 'w'] } }, '_id', ['a', 'w', 'x']],
    [{ _id: { $in: ['w', 'a', 'x'] } }, '-_id', ['x', 'w', 'a']],
    [{ _id: { $in: ['w', 'a', 'x'] }, size: { $in: [6, 1] } }, '_id', ['a', 'x']],
    [{ size: { $in: [5, 1, 6] } }, 'size', ['a', 'w', 'x']],
    [{ size: { $in: [5, 1, 6] } }, '-size', ['x', 'w', 'a']],
    [{ size: { $in: [5, 1, 6] } }, '_id', ['a', 'w', 'x']],
    [{ _id: { $in: ['x', 'a', 'w'] } }, 'size', ['a', 'w', 'x']],
  ])('such as %j by %s is not that of the list: %j', async (filter, sort, ids) => {
    const { body } = await client.get(`/labels${where(filter, { sort })}`);
    expect(body._items.map(({ _id: id }) => id)).toEqual(ids);
  });

  it('is one, also where nobody wants any, from page to page', async () => {
    const asked = { _id: { $in: ['z', 'x', 'a', 'w'] } };
    const pages = await Promise.all(
      ['1', '2'].map(
        async (page) => (await client.get(`/labels${where(asked, { max_results: '2', page })}`)).body._items,
      ),
    );
    expect(pages.flat().map(({ _id: id }) => id)).toEqual(['a', 'w', 'x', 'z']);
  });
});

describe('an order that nobody wants', () => {
  it('is the same from page to page, also after changes', async () => {
    const ids: string[] = [];
    for (let place = 0; place < 6; place++) {
      const { id } = await client.create('/seats', { code: `${place}`, row: 'a', place });
      ids.push(id);
    }
    const { body } = await client.get(`/seats/${ids[2] ?? ''}`);
    await client.patch(`/seats/${body._id}`, { code: 'new' }, { 'if-match': body._etag });
    const pages = await Promise.all(
      [1, 2, 3].map(async (page) => (await client.get(`/seats?max_results=2&page=${page}`)).body._items),
    );
    expect(pages.flat().map(({ _id: id }) => id)).toEqual(ids);
  });
});

describe('an index that the database would not keep its promise of', () => {
  it('is not made; the log says why; nothing unique is written without', async () => {
    const { logger, lines } = captureLog('info');
    const other = await startTestApp({ features: [SessionsModule], logger });
    const said = lines.map(({ msg }) => String(msg));
    const indexes = await storedIn(other, 'sessions')
      .indexes()
      .catch(() => []);
    const { expiresByFilter, collatesUnique } = await other.app.get(DatabaseCapabilities).traits();
    expect(indexes.some(({ key }) => 'ends' in key)).toBe(expiresByFilter);
    const { status, text } = await new Client(other.url).post('/sessions', { user: 'Ann' });
    await other.stop();
    expect(status).toBe(collatesUnique ? 201 : 503);
    if (!collatesUnique) expect(text).toContain('no unique index enforces user');
    const reasons = said.filter((line) => line.includes('is not created: this database'));
    expect(reasons).toHaveLength((expiresByFilter ? 0 : 1) + (collatesUnique ? 0 : 1));
    expect(said.filter((line) => line.includes('a database for development'))).toHaveLength(expiresByFilter ? 0 : 1);
  });
});

describe('a change that the database drops', () => {
  it('is a fault; writing what is stored already is none', async () => {
    const { path, etag } = await client.create('/seats', { code: 'a', row: 'a', place: 1 });
    expect((await client.patch(path, { place: 1 }, { 'if-match': etag })).status).toBe(200);
  });
});
