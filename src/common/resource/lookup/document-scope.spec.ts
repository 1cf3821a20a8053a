import { DocumentScope } from './document-scope.js';
import type { Conditions } from './conditions.js';
import type { Lookup } from './lookup.js';

const { WHOLE_COLLECTION } = DocumentScope;
const LIMITED = DocumentScope.ofResource({ state: 'open' });
const ITEM: Lookup = { values: { _id: 1 }, conditions: [] };
const OWNED: Lookup = { values: { _id: 1 }, conditions: [{ owner: 'x' }] };
const MATCH = { rank: 2 };

describe('DocumentScope.matching', () => {
  it.each<[DocumentScope, Conditions | undefined, Conditions]>([
    [WHOLE_COLLECTION, undefined, {}],
    [WHOLE_COLLECTION, MATCH, MATCH],
    [DocumentScope.ofResource({}), MATCH, MATCH],
    [LIMITED, undefined, { state: 'open' }],
    [LIMITED, {}, { state: 'open' }],
    [LIMITED, MATCH, { $and: [{ state: 'open' }, MATCH] }],
    [WHOLE_COLLECTION.requested(ITEM), undefined, { _id: 1 }],
    [WHOLE_COLLECTION.requested(ITEM), { _id: 2 }, { _id: 1, $and: [{ _id: 2 }] }],
    [LIMITED.requested(OWNED), MATCH, { _id: 1, $and: [{ state: 'open' }, { owner: 'x' }, MATCH] }],
  ])('of %j by %j', (scope, filter, expected) => {
    expect(scope.matching(filter)).toEqual(expected);
  });
});

describe('DocumentScope.exactly', () => {
  const state = { _id: { $eq: 1 }, _etag: 'e' };

  it.each<[DocumentScope, Conditions]>([
    [WHOLE_COLLECTION, state],
    [WHOLE_COLLECTION.requested(ITEM), state],
    [WHOLE_COLLECTION.requested({ values: { owner: 'x' }, conditions: [] }), { owner: 'x', ...state }],
    [LIMITED.requested(OWNED), { ...state, $and: [{ state: 'open' }, { owner: 'x' }] }],
  ])('of %j', (scope, expected) => {
    expect(scope.exactly(state)).toEqual(expected);
  });
});

describe('DocumentScope.requested', () => {
  it('is the very scope of the resource where nothing is named', () => {
    expect(LIMITED.requested({ values: {}, conditions: [] })).toBe(LIMITED);
  });

  it('names what a new document has', () => {
    expect(LIMITED.requested(OWNED).values).toEqual({ _id: 1 });
  });
});
