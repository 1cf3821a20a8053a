import { didYouMean, nearestName } from './did-you-mean.js';

describe('nearestName', () => {
  it.each([
    ['bestseler_rank', 'bestseller_rank'],
    ['Category', 'category'],
    ['catgeory', 'category'],
    ['acteogry', undefined],
    ['dame', 'name'],
    ['nmae', 'name'],
    ['nmea', undefined],
    ['naem', 'name'],
    ['name', 'name'],
    ['zzz', undefined],
    ['c', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('of %p is %p', (name, nearest) => {
    expect(nearestName(name, ['bestseller_rank', 'category', 'name', '_id'])).toBe(nearest);
  });
});

describe('didYouMean', () => {
  it('ends a message with the nearest name, or with other advice', () => {
    expect(didYouMean('sotr', ['sort', 'page'])).toBe(', did you mean sort?');
    expect(didYouMean('zzz', ['sort', 'page'])).toBe('');
    expect(didYouMean('zzz', ['sort', 'page'], '; there is sort, page')).toBe('; there is sort, page');
  });
});
