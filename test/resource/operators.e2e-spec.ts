import { PlacesModule } from '../fixtures/places.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const point = (...coordinates: readonly number[]): object => ({ type: 'Point', coordinates });
const SQUARE = [
  [-1, -1],
  [-1, 0.5],
  [0.5, 0.5],
  [0.5, -1],
];
const PLACES = [
  { name: 'a', at: point(0, 0), pair: [0, 0], flags: 5, tags: ['x', 'y'], any: 1 },
  { name: 'b', at: point(1, 1), pair: [1, 1], flags: 2, tags: ['x'], any: 'text' },
];

describe('the operators of where', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PlacesModule] });
    client = new Client(service.url);
    await storedIn(service, 'places').createIndex({ at: '2dsphere' }, {}, {});
    await storedIn(service, 'places').createIndex({ pair: '2d' }, {}, {});
    await client.post('/places', PLACES);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each<[object, string]>([
    [{ at: { $near: { $geometry: point(0.9, 0.9), $maxDistance: 50_000 } } }, 'b'],
    [{ at: { $near: { $geometry: point(0.9, 0.9) } } }, 'ab'],
    [{ at: { $nearSphere: { $geometry: point(0, 0), $minDistance: 50_000 } } }, 'b'],
    [{ pair: { $near: [0, 0], $maxDistance: 0.5 } }, 'a'],
    [{ at: { $geoWithin: { $centerSphere: [[0, 0], 0.001] } } }, 'a'],
    [{ at: { $geoWithin: { $geometry: { type: 'Polygon', coordinates: [[...SQUARE, [-1, -1]]] } } } }, 'a'],
    [{ at: { $geoIntersects: { $geometry: point(1, 1) } } }, 'b'],
    [{ pair: { $geoWithin: { $box: [SQUARE[0], SQUARE[2]] } } }, 'a'],
    [{ pair: { $geoWithin: { $center: [[1, 1], 0.5] } } }, 'b'],
    [{ pair: { $geoWithin: { $polygon: SQUARE } } }, 'a'],
    [{ flags: { $bitsAllSet: 5 } }, 'a'],
    [{ flags: { $bitsAnySet: [1] } }, 'b'],
    [{ flags: { $bitsAllClear: 2 } }, 'a'],
    [{ flags: { $bitsAnyClear: 4 } }, 'b'],
    [{ name: { $regex: '^B', $options: 'i' } }, 'b'],
    [{ name: { $not: { $regex: 'b' } } }, 'a'],
    [{ any: { $type: 'string' } }, 'b'],
    [{ any: { $type: [16, 'long', 'double'] } }, 'a'],
    [{ tags: { $all: ['x', 'y'] } }, 'a'],
    [{ tags: { $elemMatch: { $eq: 'y' } } }, 'a'],
    [{ flags: { $not: { $mod: [5, 0] } } }, 'b'],
    [{ $expr: { $gt: [{ $size: '$tags' }, 1] } }, 'a'],
    [{ flags: { $exists: false } }, ''],
  ])('find by %j, and count', async (where, names) => {
    const search = query({ where: JSON.stringify(where), max_results: '1' });
    const first = await client.get(`/places${search}`);
    expect([first.status, first.body._meta.total]).toEqual([200, names.length]);
    const second = await client.get(`/places${search}&page=2`);
    const found = [...first.body._items, ...second.body._items].map(({ name }) => name);
    expect(found.toSorted().join('')).toBe(names);
  });
});
