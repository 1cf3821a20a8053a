import fc from 'fast-check';
import mongoose from 'mongoose';
import { EVERY_BSON_TYPE } from '../../../test/fixtures/every-bson-type.js';
import { rememberOrder } from './member-order.js';
import { toUnmarked } from './to-unmarked.js';
import { writePlain } from './write-plain.js';

const { ObjectId } = mongoose.Types;
const { serialize } = mongoose.mongo.BSON;

class Shape {
  side = 1;
}

const NUMBERS = [0, -0, 1, -1, 0.1, 1e21, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53, NaN, Infinity];
const TEXTS = ['', 'é', '日本', '𝄞', '\ud800', '\0', 'x'.repeat(30), 'é'.repeat(30), 'x'.repeat(9_000)];
const DATES = [0, -1, 1.5e12, -8.64e15, 8.64e15, NaN, 2 ** 32, -(2 ** 32) - 1].map((time) => new Date(time));

const plain = fc.oneof(
  fc.constantFrom(...NUMBERS.filter(Number.isFinite), ...TEXTS.slice(0, -1), ...DATES.filter((date) => !isNaN(+date))),
  fc.constantFrom(null, true, false, new ObjectId()),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }),
);
const any = fc.oneof(
  { weight: 3, arbitrary: plain },
  fc.constantFrom(
    ...EVERY_BSON_TYPE.values(),
    ...NUMBERS,
    ...TEXTS,
    ...DATES,
    undefined,
    2n,
    new Map([['a', 1]]),
    new Shape(),
  ),
);
const names = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('_id', 'é', '$a.b', '7', '_bsontype', 'toBSON'));

function documentsOf(leaf: fc.Arbitrary<unknown>, name: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { weight: 4, arbitrary: leaf },
      fc.array(tie('value'), { maxLength: 12 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  return fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true });
}

const asTheDriver = (document: object): string => Buffer.from(serialize(toUnmarked(document))).toString('hex');

describe('writePlain', () => {
  it('writes documents of ordinary values as the driver does', () => {
    fc.assert(
      fc.property(documentsOf(plain, fc.stringMatching(/^[a-z0-9_$.]{0,6}$/)), (document) => {
        expect(writePlain(document)?.toString('hex')).toBe(asTheDriver(document));
      }),
      { numRuns: 300 },
    );
  });

  it('writes any other document as the driver does, or not at all', () => {
    fc.assert(
      fc.property(documentsOf(any, names), (document) => {
        const written = writePlain(document)?.toString('hex');
        if (written !== undefined) expect(written).toBe(asTheDriver(document));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves what it has no room for', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as object;
    expect(writePlain(deep)).toBeUndefined();
    expect(writePlain({ a: 'x'.repeat(9_000) })).toBeUndefined();
    expect(writePlain({ a: Array.from({ length: 20_000 }, () => 1) })).toBeUndefined();
  });

  it('leaves a document whose members are stored in another order', () => {
    const document = { 1: 'a', b: 2 };
    rememberOrder(document, ['b', '1']);
    expect(writePlain(document)).toBeUndefined();
  });
});
