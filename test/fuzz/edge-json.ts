import fc, { type Arbitrary } from 'fast-check';

/** What JSON can say and `JSON.stringify` cannot, by the text that stands for it in a value. */
const RAW = [
  '1e400',
  '-1e400',
  '-0',
  '12345678901234567890',
  '0.1000000000000000055511151231257827021181583404541015625',
  nested('[', ']', 40),
  nested('[', ']', 20_000),
  nested('{"a":', '}', 40),
  nested('{"a":', '}', 5000),
  '{"a":1,"a":2}',
];
const RAW_MARK = /"@raw:(\d+)@"/g;

const NUMBERS = [0, -1, 1, 1.5, 5, 12, 2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63), 1e21, 1e308, 5e-324];
const TEXTS = [
  ...['', ' ', '\0', 'a\0b', '\ud800', 'a\udfff', '💥', 'é', '\u202e', '\ufffd', 'ß', 'İ', '\n', '\u2028'],
  ...['__proto__', 'constructor', '$where', '$$ROOT', 'a.b', '@', 'x'.repeat(5000), '(', '\\'],
  ...['1', '-1', '1.5', '1e400', 'NaN', 'Infinity', '1_000', '0x10', '+5', '9'.repeat(40), '1e-7000', 'true', 'null'],
  ...['507f1f77bcf86cd799439011', '507F1F77BCF86CD799439011', 'AAEC', 'AB==', 'A'],
  ...['Thu, 27 Aug 1970 14:37:13 GMT', 'Thu, 31 Feb 1970 14:37:13 GMT', '2013-04-02', '2013-02-30', '2010-01-01T24:00'],
  ...['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59.999-14:00', '2010-01-01T12:00:00.123456789Z', '0000-01-01'],
];
const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'toBSON', 'then', 'length'],
  ...['$', '$set', '$where', '$ref', '$id', '$oid', '_bsontype', 'element', '0', '-1', 'type', 'coordinates'],
  ...['a.b', 'a.b.c', 'a.$b', 'a.__proto__.b', '.', 'a..b', '..', '', ' ', '\0', 'a\0', '\ud800', '\udbff', '💥'],
  ...['_id', '_etag', '_created', '_updated', '_links', '_status', '_deleted', '_version', 'x'.repeat(3000)],
  ...['a.'.repeat(60), 'a.'.repeat(20_000)],
];

/** A name that somebody may have overlooked. */
export const edgeName: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
);

/** A text that somebody may have overlooked. */
export const edgeText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** A number of JSON, large, small or broken. */
export const edgeNumber: Arbitrary<number> = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const raw: Arbitrary<string> = fc.nat(RAW.length - 1).map((index) => `@raw:${index}@`);

/** Any JSON value, with a taste for what somebody may have overlooked. To be written with `toJsonText`. */
export const edgeJson: Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    edgeNumber,
    edgeText,
    raw,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(edgeName, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** A value as JSON text, with what only text can say in its place. */
export function toJsonText(value: unknown): string {
  return ((JSON.stringify(value) as string | undefined) ?? '').replace(
    RAW_MARK,
    (_, index: string) => RAW[Number(index)] ?? '',
  );
}

function nested(open: string, close: string, depth: number): string {
  return open.repeat(depth) + '1' + close.repeat(depth);
}
