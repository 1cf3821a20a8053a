import { DefinitionPlace } from '../fields/definition-error.js';
import { requirePartialFilter } from './require-partial-filter.js';

const PLACE = DefinitionPlace.ofField('people', 'email', 'uniqueWithinResource');

describe('requirePartialFilter', () => {
  it.each([
    [{}],
    [{ state: 'published', 'meta.rank': { $gte: 1, $lt: 5 } }],
    [{ $or: [{ a: { $in: [1, 2] } }, { $and: [{ b: { $exists: true } }, { c: { sub: 'document' } }] }] }],
  ])('takes %j', (filter) => {
    expect(() => {
      requirePartialFilter(PLACE, filter);
    }).not.toThrow();
  });

  it.each([
    [{ a: { $ne: 1 } }, '$ne'],
    [{ $or: [{ a: 1 }, { b: { $exists: false } }] }, '$exists: false'],
    [{ $nor: [{ a: 1 }] }, '$nor'],
    [{ a: /x/ }, '$regex'],
  ])('rejects %j', (filter, operator) => {
    const message = `people.email.uniqueWithinResource: no index can be limited to the resource's filter, which uses ${operator}.`;
    expect(() => {
      requirePartialFilter(PLACE, filter);
    }).toThrow(new Error(message));
  });
});
