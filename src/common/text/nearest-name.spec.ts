import { editDistance, nearestName } from './nearest-name.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['sotr', 'sort', 1],
    ['page', 'pages', 1],
  ])('from %p to %p is %p', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearestName', () => {
  it.each([
    ['bestseler_rank', 'bestseller_rank'],
    ['Category', 'category'],
    ['catgeory', 'category'],
    ['zzz', undefined],
    ['c', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('of %p is %p', (name, nearest) => {
    expect(nearestName(name, ['bestseller_rank', 'category', '_id'])).toBe(nearest);
  });
});
