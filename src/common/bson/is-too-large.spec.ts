import mongoose from 'mongoose';
import { isTooLarge } from './is-too-large.js';

const { mongo } = mongoose;

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const MEGABYTE = 1024 * 1024;
const texts = Array.from({ length: 20 }, () => 'x'.repeat(MEGABYTE));
const files = Array.from({ length: 20 }, () => new mongo.Binary(Buffer.alloc(MEGABYTE)));
const numbers = Array.from({ length: 1_700_000 }, () => 1);

describe('isTooLarge', () => {
  it.each<[string, boolean, unknown]>([
    ['the server, of a command', true, new mongo.MongoServerError({ code: 10334, errmsg: 'BSONObj size: 17000000' })],
    ['the server, of an update', true, new mongo.MongoServerError({ code: 17419, errmsg: 'Resulting document' })],
    [
      'the server, of an insert',
      true,
      new mongo.MongoServerError({ code: 2, errmsg: 'object to insert too large. size in bytes: 16777300' }),
    ],
    [
      'the driver, of a list',
      true,
      new mongo.MongoInvalidArgumentError('Document is larger than the maximum size 16777216'),
    ],
    ['the serializer, of texts', true, thrownBy(() => mongo.BSON.serialize({ texts, after: 1 }))],
    ['the serializer, of files', true, thrownBy(() => mongo.BSON.serialize({ files }))],
    ['the serializer, of numbers', true, thrownBy(() => mongo.BSON.serialize({ numbers }))],
    ['another BadValue', false, new mongo.MongoServerError({ code: 2, errmsg: 'bad' })],
    ['another RangeError', false, thrownBy(() => Buffer.alloc(1).writeInt8(1, 7))],
    ['a document that fits', false, thrownBy(() => mongo.BSON.serialize({ texts: texts.slice(5) }))],
    ['nothing', false, undefined],
  ])('hears it from %s: %s', (_, isIt, error) => {
    expect(isTooLarge(error)).toBe(isIt);
  });
});
