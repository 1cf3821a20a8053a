import mongoose from 'mongoose';
import { fromString } from './from-string.js';
import type { ValueType } from './value-type.js';

const { Binary } = mongoose.mongo;

/** The kind of binary data that is nothing in particular. */
const GENERIC = Binary.SUBTYPE_DEFAULT;

/** Of a multiple of four letters; a pattern that counts them itself runs out of stack on long strings. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Bytes; in JSON a string in base 64. */
export const BINARY: ValueType = {
  has: (value) => value instanceof Binary,
  cast: fromString((text) => (text.length % 4 === 0 && BASE64.test(text) ? Binary.createFromBase64(text) : text)),
  prop: Buffer,
  property: { type: 'string', format: 'byte' },
  example: 'dGV4dA==',
  operand: { name: 'binary data in base 64' },
  valueClass: {
    prototype: Binary.prototype,
    toJson: (value: mongoose.mongo.Binary) => (value.sub_type === GENERIC ? value.toString('base64') : undefined),
  },
  kind: 'scalar',
};
