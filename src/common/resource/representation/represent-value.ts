import mongoose from 'mongoose';

const { Decimal128, ObjectId } = mongoose.Types;
const { Binary, DBRef } = mongoose.mongo;

/** The kind of binary data that is nothing in particular; a UUID, say, is another one. */
const GENERIC = Binary.SUBTYPE_DEFAULT;

/** Stored value → JSON value, deep: ids as 24 hexadecimal digits, dates in RFC 1123, decimals as text, binary data in base 64. */
export function representValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toUTCString();
  if (Array.isArray(value)) return value.map(representValue);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Binary && value.sub_type === GENERIC) return value.toString('base64');
  if (value instanceof DBRef) return representReference(value);
  if ('_bsontype' in value || value instanceof RegExp || ArrayBuffer.isView(value)) return toExtendedJson(value);
  return representMembers(value);
}

function representMembers(document: object): Record<string, unknown> {
  const represented: Record<string, unknown> = {};
  for (const name of Object.keys(document)) {
    represented[name] = representValue((document as Record<string, unknown>)[name]);
  }
  return represented;
}

function representReference({ collection, oid, db }: mongoose.mongo.DBRef): unknown {
  return { $ref: collection, $id: representValue(oid), ...(db && { $db: db }) };
}

/** BSON types that JSON has no form for and the engine never writes, as MongoDB's extended JSON shows them. */
function toExtendedJson(value: object): unknown {
  return mongoose.mongo.BSON.EJSON.serialize({ value }, { relaxed: true })['value'];
}
