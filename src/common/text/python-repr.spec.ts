import mongoose from 'mongoose';
import { pythonRepr, pythonStr, pythonTuple, pythonTypeName } from './python-repr.js';

const UUID = '3f0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11';

describe('pythonRepr', () => {
  it.each([
    [null, 'None'],
    [true, 'True'],
    [1.5, '1.5'],
    [1e-7, '1e-07'],
    ['a', "'a'"],
    ["it's", `"it's"`],
    [`it's "so"`, `'it\\'s "so"'`],
    ['a\\\n\u0001', "'a\\\\\\n\\x01'"],
    [[1, 'a', [null]], "[1, 'a', [None]]"],
    [{ al: ['a'] }, "{'al': ['a']}"],
    [new Date('2000-01-02T00:00:00Z'), 'datetime.datetime(2000, 1, 2, 0, 0)'],
    [new mongoose.mongo.Binary(Buffer.from([97, 0, 39, 255])), `b"a\\x00'\\xff"`],
    [new mongoose.Types.ObjectId('0123456789abcdef01234567'), "ObjectId('0123456789abcdef01234567')"],
    [mongoose.Types.Decimal128.fromString('1.50'), "Decimal128('1.50')"],
    [new mongoose.mongo.UUID(UUID), `UUID('${UUID}')`],
    [new mongoose.mongo.MinKey(), '{}'],
  ])('writes %p as %s', (value, text) => {
    expect(pythonRepr(value)).toBe(text);
  });

  it.each([
    ['a', 'a'],
    [5, '5'],
    [new Date('2000-01-01'), '2000-01-01 00:00:00'],
    [mongoose.Types.Decimal128.fromString('1.50'), '1.50'],
    [new mongoose.mongo.UUID(UUID), UUID],
    [new mongoose.mongo.Binary(Buffer.from('a')), "b'a'"],
    [new Date('2000-01-01T10:00:00.25Z'), '2000-01-01 10:00:00.250000'],
  ])('says %p as %s', (value, text) => {
    expect(pythonStr(value)).toBe(text);
  });

  it.each([
    [5n, 'int'],
    [new mongoose.mongo.Double(1), 'float'],
    [null, 'NoneType'],
    ['a', 'str'],
    [new Date(), 'datetime.datetime'],
    [new mongoose.Types.ObjectId(), 'ObjectId'],
    [mongoose.Types.Decimal128.fromString('1'), 'Decimal128'],
    [new mongoose.mongo.Binary(Buffer.from('a')), 'bytes'],
    [new mongoose.mongo.UUID(), 'UUID'],
    [[], 'list'],
    [{}, 'dict'],
  ])('calls the class of %p %s', (value, name) => {
    expect(pythonTypeName(value)).toBe(name);
  });

  it('gives a tuple of one its comma', () => {
    expect(pythonTuple(['z'])).toBe("('z',)");
    expect(pythonTuple(['z', 'y'])).toBe("('z', 'y')");
  });
});
