import { DefinitionPlace } from '../fields/definition-error.js';
import type { IndexDeclaration } from '../definition/index-definition.js';
import { compareIndexes, enforces } from './compare-indexes.js';
import { nameOf, type DeclaredIndex } from './declared-index.js';
import type { StoredIndex } from './find-differences.js';
import { readIndex } from './read-index.js';

const read = (...declarations: readonly IndexDeclaration[]): readonly DeclaredIndex[] =>
  declarations.map((declaration, place) =>
    readIndex(declaration, DefinitionPlace.ofOption('people', 'indexes', String(place))),
  );

/** The result of a comparison, in names. */
function compare(declarations: readonly IndexDeclaration[], stored: readonly StoredIndex[]): object {
  const { missing, changed } = compareIndexes(read(...declarations), stored);
  return {
    missing: missing.map(nameOf),
    changed: changed.map(({ stored: { name }, differences }) => [name, ...differences]),
  };
}

const NONE = { missing: [], changed: [] };

/** The keys as MongoDB 7 lists them for an index. */
const listed = (name: string, key: Record<string, number | string>, options: object = {}): StoredIndex =>
  ({ v: 2, key, name, ...options }) as StoredIndex; // the driver's type knows no `_fts`

const TEXT = listed(
  't',
  { a: 1, _fts: 'text', _ftsx: 1, b: -1 },
  {
    weights: { body: 1, title: 10 },
    default_language: 'english',
    language_override: 'language',
    textIndexVersion: 3,
  },
);
const COLLATION = {
  locale: 'en',
  caseLevel: false,
  caseFirst: 'off',
  strength: 2,
  numericOrdering: false,
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
  version: '57.1',
};

describe('compareIndexes', () => {
  it.each<[IndexDeclaration, StoredIndex]>([
    [{ a: 1, b: -1 }, listed('a_1_b_-1', { a: 1, b: -1 })],
    [{ a: 1 }, listed('by_another_name', { a: 1 })],
    [{ keys: { a: 1 }, unique: false, background: true }, listed('a_1', { a: 1 })],
    [{ keys: { a: 1 }, sparse: true }, listed('a_1', { a: 1 }, { sparse: true, background: true, ns: 'x.y' })],
    [
      { keys: [['a', 1], ['title', 'text'], ['body', 'text'], ['b', -1]], name: 't', weights: { title: 10 } }, // prettier-ignore
      TEXT,
    ],
    [{ a: '2dsphere' }, listed('a_2dsphere', { a: '2dsphere' }, { '2dsphereIndexVersion': 3 })],
    [{ keys: { a: '2d' }, bits: 26 }, listed('a_2d', { a: '2d' })],
    [{ keys: { a: 1 }, collation: { locale: 'en', strength: 2 } }, listed('a_1', { a: 1 }, { collation: COLLATION })],
    [{ a: 1 }, listed('a_1', { a: 1 }, { collation: COLLATION })],
    [
      { keys: { a: 1 }, partialFilterExpression: { b: 1, a: { $gt: new Date(5) } } },
      listed('a_1', { a: 1 }, { partialFilterExpression: { a: { $gt: new Date(5) }, b: 1 } }),
    ],
    [{ keys: { a: 1 }, expireAfterSeconds: 0 }, listed('a_1', { a: 1 }, { expireAfterSeconds: 0 })],
  ])('sees nothing to do for %j', (declaration, stored) => {
    expect(compare([declaration], [stored])).toEqual(NONE);
  });

  it.each<[IndexDeclaration, StoredIndex, readonly string[]]>([
    [{ keys: { a: 1 }, unique: true }, listed('a_1', { a: 1 }), ['a_1', 'unique is false instead of true']],
    [{ a: 1 }, listed('a_1', { a: 1 }, { sparse: true }), ['a_1', 'sparse is true instead of false']],
    [
      { keys: { a: 1 }, expireAfterSeconds: 60 },
      listed('a_1', { a: 1 }, { expireAfterSeconds: 3600 }),
      ['a_1', 'expireAfterSeconds is 3600 instead of 60'],
    ],
    [
      { a: 1 },
      listed('a_1', { a: 1 }, { expireAfterSeconds: 60 }),
      ['a_1', 'expireAfterSeconds is 60 instead of absent'],
    ],
    [
      { keys: { a: 1, b: 1 }, name: 'ab' },
      listed('ab', { b: 1, a: 1 }),
      ['ab', 'keys is [["b",1],["a",1]] instead of [["a",1],["b",1]]'],
    ],
    [{ keys: { a: 1 }, name: 'new' }, listed('old', { a: 1 }), ['old', 'name is "old" instead of "new"']],
    [{ a: 1 }, listed('a_1', { b: 1 }), ['a_1', 'keys is [["b",1]] instead of [["a",1]]']],
    [
      { keys: { a: 1 }, partialFilterExpression: { a: 5 } },
      listed('a_1', { a: 1 }, { partialFilterExpression: { a: 6 } }),
      ['a_1', 'partialFilterExpression is {"a":6} instead of {"a":5}'],
    ],
    [
      { keys: { a: 1 }, collation: { locale: 'en' } },
      listed('a_1', { a: 1 }, { collation: { locale: 'en', strength: 2 } }),
      ['a_1', 'collation is {"locale":"en","strength":2} instead of {"locale":"en"}'],
    ],
    [
      { keys: { a: 1, title: 'text', body: 'text', b: -1 }, default_language: 'german' },
      TEXT,
      [
        't',
        'default_language is "english" instead of "german"',
        'weights is {"body":1,"title":10} instead of {"title":1,"body":1}',
      ],
    ],
  ])('reports %j', (declaration, stored, change) => {
    expect(compare([declaration], [stored])).toEqual({ missing: [], changed: [change] });
  });

  it('names what is missing, and leaves alone what nobody declares', () => {
    const stored = [listed('_id_', { _id: 1 }), listed('c_1', { c: 1 })];
    expect(compare([{ a: 1 }, { keys: { b: 1 }, name: 'by_b' }], stored)).toEqual({
      missing: ['a_1', 'by_b'],
      changed: [],
    });
  });

  it('takes no index for changed that is what another declaration asks for', () => {
    const partial = (a: number): object => ({ partialFilterExpression: { a } });
    const declared = [1, 2].map((a) => ({ keys: { a: 1 }, name: `a${a}`, ...partial(a) }) as const);
    expect(compare(declared, [listed('a2', { a: 1 }, partial(2))])).toEqual({ missing: ['a1'], changed: [] });
    const collated = listed('a_en', { a: 1 }, { collation: COLLATION });
    const both = [{ a: 1 }, { keys: { a: 1 }, name: 'a_en', collation: { locale: 'en', strength: 2 } }] as const;
    expect(compare(both, [collated, listed('a_1', { a: 1 })])).toEqual(NONE);
  });
});

describe('enforces', () => {
  const unique = { unique: true } as const;

  it.each<[boolean, IndexDeclaration, StoredIndex]>([
    [true, { keys: { a: 1 }, unique: true }, listed('x', { a: -1 }, unique)],
    [true, { keys: { a: 1, b: 1 }, unique: true }, listed('x', { b: 1, a: 1 }, unique)],
    [true, { keys: { a: 1 }, unique: true, sparse: true }, listed('x', { a: 1 }, unique)],
    [false, { keys: { a: 1 }, unique: true }, listed('x', { a: 1 })],
    [false, { keys: { a: 1 }, unique: true }, listed('x', { a: 1, b: 1 }, unique)],
    [false, { keys: { a: 1 }, unique: true }, listed('x', { a: 1 }, { ...unique, sparse: true })],
    [
      false,
      { keys: { a: 1 }, unique: true },
      listed('x', { a: 1 }, { ...unique, partialFilterExpression: { a: { $gt: 1 } } }),
    ],
    [false, { keys: { a: 1 }, unique: true, collation: { locale: 'en', strength: 2 } }, listed('x', { a: 1 }, unique)],
  ])('is %j for %j and %j', (expected, declaration, stored) => {
    expect(read(declaration).map((index) => enforces(stored, index))).toEqual([expected]);
  });
});
