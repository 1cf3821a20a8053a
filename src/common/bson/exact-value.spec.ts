import mongoose from 'mongoose';
import { EVERY_BSON_TYPE } from '../../../test/fixtures/every-bson-type.js';
import { exactValue } from './exact-value.js';
import { rawElements } from './raw-element.js';

const { BSON } = mongoose.mongo;

describe('exactValue', () => {
  it.each([...EVERY_BSON_TYPE])('is written as what was read: %s', (name, value) => {
    const bytes = Buffer.from(BSON.serialize(new Map([[name, value]])));
    const [element] = rawElements(bytes);
    const written = BSON.serialize(new Map([[name, element && exactValue(element)]]));
    expect(Buffer.from(written).toString('hex')).toBe(bytes.toString('hex'));
  });

  it.each([
    ['a date between what doubles tell', 9, '01000000000000' + '40'],
    ['undefined', 6, ''],
    ['a pointer', 12, '0200000061000123456789abcdef01234567'],
  ])('is rejected where the driver would write something else: %s', (_what, type, hex) => {
    expect(() => exactValue({ type, bytes: Buffer.from(hex, 'hex') })).toThrow('cannot be written again');
  });
});
