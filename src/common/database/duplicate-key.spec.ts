import mongoose from 'mongoose';
import { textWith } from '../../../test/support/wire.js';
import { findDuplicate, toConflict } from './duplicate-key.js';

describe('a duplicate key whose error shows the key in its text alone', () => {
  const errorOf = (message: string): mongoose.mongo.MongoServerError =>
    new mongoose.mongo.MongoServerError({ message, code: 11000 });

  it.each<[string, object, readonly (readonly [string, unknown])[]]>([
    [
      'E11000 duplicate key error collection: d.c index: a.b_1_c_1 dup key: { a.b: "x, y: 1", c: 5 }',
      { a: { b: 'x, y: 1' }, c: 5 },
      [
        ['a.b', 'x, y: 1'],
        ['c', 5],
      ],
    ],
    [
      'E11000 duplicate key error index: t_1 dup key: Document({"a.b": String("q\\", \\"d\\": X"), "c": Int32(5)})',
      { a: { b: 'q", "d": X' }, c: 5 },
      [
        ['a.b', 'q", "d": X'],
        ['c', 5],
      ],
    ],
  ])('names the fields, with their values in the document: %s', (message, document, values) => {
    expect(findDuplicate(errorOf(message), [document])).toEqual({ values, index: 0 });
    expect(toConflict(errorOf(message))).toMatchObject({ status: 409, message: textWith('a.b, c') });
  });

  it('is a conflict without issues where no field is named', () => {
    const error = errorOf('E11000 duplicate key error');
    expect(findDuplicate(error, [{ a: 1 }])).toEqual({ values: [], index: 0 });
    expect(toConflict(error)).toMatchObject({ status: 409, message: 'The document collides with a stored one.' });
  });
});
