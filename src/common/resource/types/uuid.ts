import mongoose from 'mongoose';
import { fromString } from './from-string.js';
import { isUuidCharacters } from './string-forms.js';
import type { ValueType } from './value-type.js';

const { Binary, UUID } = mongoose.mongo;
const LENGTH = 16;

/** A UUID, binary data of subtype 4 in the database; in JSON its 36 characters. The engine and hooks work with the driver's `UUID`. */
export const UUID_TYPE: ValueType = {
  has: isUuid,
  cast: fromString((text) => (isUuidCharacters(text) ? new UUID(text) : text)),
  prop: mongoose.Schema.Types.UUID,
  property: { type: 'string', format: 'uuid' },
  example: '3f0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11',
  another: () => 'a3bb189e-8bf9-3888-9912-ace4e6543002',
  operand: { name: 'a UUID (36 characters)' },
  url: { converter: 'uuid' },
  valueClass: { prototype: UUID.prototype, toJson: (value: mongoose.mongo.UUID) => value.toHexString() },
  stored: { toStored: toUuid, toWorking: toUuid, unless: [] },
  newId: () => new UUID(),
  kind: 'scalar',
  isNullWhenEmpty: true,
};

function isUuid(value: unknown): value is mongoose.mongo.Binary {
  return value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID && value.position === LENGTH;
}

/** As it is read, it is any binary data. */
function toUuid(value: unknown): unknown {
  return isUuid(value) && !(value instanceof UUID) ? new UUID(Buffer.from(value.value())) : value;
}
