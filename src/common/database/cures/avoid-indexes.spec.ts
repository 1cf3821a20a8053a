import { avoidIndexes, shield } from './avoid-indexes.js';

describe('avoidIndexes', () => {
  it.each([
    [{ _id: 5 }, { _id: 5 }],
    [{ $and: [{ size: { $lt: 3 } }, { _id: { $in: ['a'] }, _etag: null }] }, { $and: [{ size: { $lt: 3 } }, { _id: { $in: ['a'] }, _etag: null }] }], // prettier-ignore
    [{ team: 'red' }, { team: { $in: ['red'] } }],
    [{ team: { $eq: 'red' } }, { team: { $in: ['red'] } }],
    [{ $and: [{ team: 'red' }, { rank: { $in: [1, 2] } }] }, { $and: [{ team: { $in: ['red'] } }, { rank: { $in: [1, 2] } }] }], // prettier-ignore
  ])('lets an index answer %j', (filter, asked) => {
    expect(avoidIndexes(filter)).toEqual({ filter: asked, hint: undefined });
    expect(shield(filter)).toEqual(asked);
  });

  it.each([
    [{ rank: { $gt: 1 } }],
    [{ team: 'red', rank: { $gt: 1 } }],
    [{ team: null }],
    [{ team: { $in: ['red', null] } }],
    [{ team: /^r/ }],
    [{ team: { $in: [/^r/] } }],
    [{ box: { x: 1 } }],
    [{ scores: [1] }],
    [{ $or: [{ team: 'red' }] }],
    [{ _id: { $gt: 5 } }],
  ])('keeps indexes away from %j', (filter) => {
    expect(avoidIndexes(filter)).toEqual({ filter, hint: { $natural: 1 } });
    expect(shield(filter)).toEqual({ $nor: [{ $nor: [filter] }] });
  });

  it('reads everything in its own order, and deletes it as it is', () => {
    expect(avoidIndexes({})).toEqual({ filter: {}, hint: { $natural: 1 } });
    expect(shield({})).toEqual({});
  });
});
