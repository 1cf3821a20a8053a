import mongoose from 'mongoose';
import { fromString } from './from-string.js';
import { isObjectIdDigits, OBJECT_ID_DIGITS } from './string-forms.js';
import type { ValueType } from './value-type.js';

const { ObjectId } = mongoose.Types;

/** The id of the document that examples are about. */
export const EXAMPLE_ID = '695b82a8f1d2c3b4a5968778';

/** An ObjectId; in JSON its 24 hexadecimal digits. */
export const OBJECTID: ValueType = {
  has: (value) => value instanceof ObjectId,
  cast: fromString((text) => (isObjectIdDigits(text) ? new ObjectId(text) : text)),
  prop: mongoose.Schema.Types.ObjectId,
  property: { type: 'string', pattern: `^${OBJECT_ID_DIGITS}$` },
  example: EXAMPLE_ID,
  operand: { name: 'an ObjectId (24 hex digits)' },
  url: { converter: `regex("${OBJECT_ID_DIGITS}")` },
  valueClass: { prototype: ObjectId.prototype, toJson: (value: mongoose.Types.ObjectId) => value.toHexString() },
  newId: (id) => id,
  kind: 'scalar',
  isNullWhenEmpty: true,
};
