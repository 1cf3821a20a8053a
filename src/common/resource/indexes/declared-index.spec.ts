import { DefinitionPlace } from '../fields/definition-error.js';
import type { IndexDeclaration } from '../definition/index-definition.js';
import { isSameIndex } from './declared-index.js';
import { readIndex } from './read-index.js';

const compare = (one: IndexDeclaration, other: IndexDeclaration): boolean =>
  isSameIndex(
    readIndex(one, DefinitionPlace.ofOption('people', 'indexes', '0')),
    readIndex(other, DefinitionPlace.ofOption('staff', 'indexes', '1')),
  );

describe('isSameIndex', () => {
  it.each<[boolean, IndexDeclaration, IndexDeclaration]>([
    [true, { a: 1 }, { keys: [['a', 1]], unique: false }],
    [true, { a: 1 }, { keys: { a: 1 }, name: 'a_1' }],
    [false, { a: 1 }, { a: -1 }],
    [false, { a: 1, b: 1 }, { b: 1, a: 1 }],
    [false, { a: 1 }, { keys: { a: 1 }, name: 'other', collation: { locale: 'en' } }],
  ])('is %j for %j and %j', (expected, one, other) => {
    expect(compare(one, other)).toBe(expected);
  });

  it.each<[IndexDeclaration, IndexDeclaration, string]>([
    [
      { a: 1 },
      { keys: { a: 1 }, unique: true },
      'staff.indexes.1: its index differs from that of people.indexes.0, of the same name a_1.',
    ],
    [
      { keys: { a: 1 }, name: 'x' },
      { keys: { b: 1 }, name: 'x' },
      'staff.indexes.1: its index differs from that of people.indexes.0, of the same name x.',
    ],
    [
      { a: 1 },
      { keys: { a: 1 }, name: 'x', expireAfterSeconds: 5 },
      'staff.indexes.1: its index differs from that of people.indexes.0, of the same keys.',
    ],
  ])('rejects %j and %j', (one, other, message) => {
    expect(() => compare(one, other)).toThrow(new Error(message));
  });
});
