import { requirePartialFilter } from './require-partial-filter.js';

describe('requirePartialFilter', () => {
  it.each([
    [{}],
    [{ state: 'published', 'meta.rank': { $gte: 1, $lt: 5 } }],
    [{ $or: [{ a: { $in: [1, 2] } }, { $and: [{ b: { $exists: true } }, { c: { sub: 'document' } }] }] }],
  ])('takes %j', (filter) => {
    expect(() => {
      requirePartialFilter('people.email.uniqueWithinResource', filter);
    }).not.toThrow();
  });

  it.each([
    [{ a: { $ne: 1 } }, '$ne'],
    [{ $or: [{ a: 1 }, { b: { $exists: false } }] }, '$exists: false'],
    [{ $nor: [{ a: 1 }] }, '$nor'],
    [{ a: /x/ }, '$regex'],
  ])('refuses %j', (filter, operator) => {
    const message = `people.email.uniqueWithinResource: no index can be limited to the resource's filter, which uses ${operator}.`;
    expect(() => {
      requirePartialFilter('people.email.uniqueWithinResource', filter);
    }).toThrow(new Error(message));
  });
});
