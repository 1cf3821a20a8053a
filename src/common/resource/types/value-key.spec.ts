import mongoose from 'mongoose';
import { DateBeyond } from '../../bson/date-beyond.js';
import { valueKey } from './value-key.js';

const { Binary, DBRef, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } = mongoose.mongo.BSON;

const ID = '0123456789abcdef01234567';
const SOME_UUID = '3f0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11';
const NAN = 'number NaN';

/** Values of which no two are equal. */
const DISTINCT: readonly unknown[] = [
  null,
  undefined,
  'null',
  '',
  true,
  'true',
  1,
  '1',
  1.5,
  '1.5',
  NaN,
  'NaN',
  Infinity,
  -Infinity,
  9_007_199_254_740_993n,
  2 ** 53,
  2 ** 60,
  1_152_921_504_606_847_000n,
  Long.fromString('9223372036854775807'),
  2 ** 63,
  Decimal128.fromString('1.5'),
  Decimal128.fromString('1.50000000000000000000000000000001'),
  Decimal128.fromString('0.0000005'),
  5e-7,
  Decimal128.fromString('1E+6000'),
  new Timestamp({ t: 0, i: 1 }),
  new Date(0),
  new Date(1),
  new Date(NaN),
  '1970-01-01T00:00:00.000Z',
  new DateBeyond(2n ** 62n),
  new DateBeyond(2n ** 62n + 1n),
  new ObjectId(ID),
  ID,
  new ObjectId(ID).toString('base64'),
  new Binary(Buffer.from([0xff])),
  new Binary(Buffer.from([0xfe])),
  new Binary(Buffer.from([0xff]), 128),
  new Binary(Buffer.from([0xff, 0xff])),
  new UUID(SOME_UUID),
  new Binary(new UUID(SOME_UUID).buffer),
  SOME_UUID,
  new DBRef('people', new ObjectId(ID)),
  new DBRef('people', new ObjectId(ID), 'elsewhere'),
  new DBRef('works', new ObjectId(ID)),
  new MinKey(),
  new MaxKey(),
  /a/,
  /a/i,
  [],
  {},
  '{}',
  [1, 2],
  ['1', '2'],
  ['1,2'],
  [[1], 2],
  [[1, 2]],
  [null],
  ['null'],
  [new Binary(Buffer.from([0xff]))],
  [new Binary(Buffer.from([0xfe]))],
  [new DateBeyond(2n ** 62n)],
  [new DateBeyond(2n ** 62n + 1n)],
  { a: 1 },
  { a: '1' },
  { a: [1] },
  { a: { b: 1 } },
  { a: 1, b: 1 },
  { b: 1, a: 1 },
  { a: new Binary(Buffer.from([0xff])) },
  { a: new Binary(Buffer.from([0xfe])) },
  { a: new MinKey() },
  { a: new MaxKey() },
  { toString: 1 },
];

describe('valueKey', () => {
  it('tells all values apart', () => {
    const shared = DISTINCT.filter((value, at) =>
      DISTINCT.some((other, place) => place !== at && valueKey(other) === valueKey(value)),
    );
    expect(shared).toEqual([]);
  });

  it.each<[string, readonly unknown[]]>([
    ['integers of any type', [5, 5n, new Double(5), Long.fromNumber(5), Decimal128.fromString('5.00')]],
    ['large integers', [2 ** 60, 2n ** 60n, new Double(2 ** 60), Long.fromBigInt(2n ** 60n)]],
    ['zeros', [0, -0, 0n, new Double(-0), Decimal128.fromString('-0.0'), Decimal128.fromString('0E+3')]],
    ['tens', [10, Decimal128.fromString('1E+1'), Decimal128.fromString('10.0')]],
    ['decimals', [Decimal128.fromString('-1.5'), Decimal128.fromString('-1.50')]],
    ['what is no number', [NaN, new Double(NaN), Decimal128.fromString('NaN')]],
    ['dates', [new Date(5), new Date(5)]],
    ['bytes', [new Binary(Buffer.from('a')), Buffer.from('a'), new Binary(Uint8Array.from([97]))]],
    ['UUIDs', [new UUID(SOME_UUID), new UUID(SOME_UUID.toUpperCase()), new UUID(SOME_UUID).toBinary()]],
    ['documents', [{ a: [1] }, Object.assign(Object.create(null) as object, { a: [new Double(1)] })]],
  ])('is one for equal %s', (_, values) => {
    expect(new Set(values.map(valueKey)).size).toBe(1);
  });

  it('is short for an ObjectId, and all others have a space', () => {
    expect(valueKey(new ObjectId(ID))).toBe('ASNFZ4mrze8BI0Vn');
    expect(valueKey(NaN)).toBe(NAN);
    expect(DISTINCT.filter((value) => !valueKey(value).includes(' '))).toEqual([new ObjectId(ID)]);
  });
});
