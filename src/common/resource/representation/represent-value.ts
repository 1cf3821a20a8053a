import mongoose from 'mongoose';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../definition/date-format.js';
import { JsonNumber } from '../../json/json-number.js';
import { isBsonValue } from '../../bson/is-bson-value.js';
import { setMember } from '../definition/set-member.js';

const { Decimal128, ObjectId } = mongoose.Types;
const { Binary, Code, DBRef, Long } = mongoose.mongo;

/** The kind of binary data that is nothing in particular; a UUID, say, is another one. */
const GENERIC = Binary.SUBTYPE_DEFAULT;

/** Stored value → JSON value, deep: ids as 24 hexadecimal digits, dates as the service writes them, decimals as text, binary data in base 64. */
export function representValue(value: unknown, dates = DEFAULT_DATE_FORMAT): unknown {
  if (typeof value === 'bigint') return representInteger(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return dates.format(value);
  if (Array.isArray(value)) return value.map((element) => representValue(element, dates));
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Long) return representInteger(value.toBigInt());
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Binary && value.sub_type === GENERIC) return value.toString('base64');
  if (value instanceof DBRef) return representReference(value, dates);
  if (value instanceof Code) return representCode(value, dates);
  if (isBsonValue(value) || value instanceof RegExp || ArrayBuffer.isView(value)) return toExtendedJson(value);
  return representMembers(value, dates);
}

function representInteger(value: bigint): number | JsonNumber {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new JsonNumber(String(value));
}

function representMembers(document: object, dates: DateFormat): Record<string, unknown> {
  const represented: Record<string, unknown> = {};
  for (const name of Object.keys(document)) {
    setMember(represented, name, representValue((document as Record<string, unknown>)[name], dates));
  }
  return represented;
}

function representReference({ collection, oid, db }: mongoose.mongo.DBRef, dates: DateFormat): unknown {
  return { $ref: collection, $id: representValue(oid, dates), ...(db && { $db: db }) };
}

/** Its scope is a document of any members. */
function representCode({ code, scope }: mongoose.mongo.Code, dates: DateFormat): unknown {
  return { $code: code, ...(scope && { $scope: representValue(scope, dates) }) };
}

/** BSON types that JSON has no form for and the engine never writes, as MongoDB's extended JSON shows them. */
function toExtendedJson(value: object): unknown {
  return mongoose.mongo.BSON.EJSON.serialize({ value }, { relaxed: true })['value'];
}
