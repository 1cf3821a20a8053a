import mongoose from 'mongoose';
import { valuesAt } from './values-at.js';

const id = new mongoose.Types.ObjectId();

describe('valuesAt', () => {
  it.each<[object, string, [unknown, string][]]>([
    [{ a: 1 }, 'a', [[1, 'a']]],
    [{ a: id }, 'a', [[id, 'a']]],
    [{ a: null, b: 1 }, 'a', []],
    [{}, 'a', []],
    [{}, 'toString', []],
    [
      { a: [1, null, 2] },
      'a',
      [
        [1, 'a.0'],
        [2, 'a.2'],
      ],
    ],
    [
      { a: [[1], [2]] },
      'a',
      [
        [1, 'a.0.0'],
        [2, 'a.1.0'],
      ],
    ],
    [{ a: { b: 1 } }, 'a.b', [[1, 'a.b']]],
    [{ a: 1 }, 'a.b', []],
    [{ a: id }, 'a.id', []],
    [{ a: 'text' }, 'a.length', []],
    [
      { a: { b: [{ c: 1 }, {}, { c: [2] }] } },
      'a.b.c',
      [
        [1, 'a.b.0.c'],
        [2, 'a.b.2.c.0'],
      ],
    ],
  ])('of %j at %s', (document, path, expected) => {
    expect(valuesAt(document, path).map(({ value, at }) => [value, at.join('.')])).toEqual(expected);
  });
});
