import mongoose from 'mongoose';
import { isInt64, toInteger, toPlainNumber, toStoredNumber } from '../../bson/exact-numbers.js';
import { parseObjectId } from '../../bson/object-id-string.js';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../dates/date-format.js';
import type { FieldType, Typed } from './field-type.js';
import { HAS_TYPE, typesOf } from './field-types.js';
import { isPlainObject } from '../../values/is-plain-object.js';

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Of a multiple of four letters; a pattern that counts them itself runs out of stack on long texts. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

const asItIs = (value: unknown): unknown => value;
const fromText =
  (parse: (text: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? parse(value) : value;

const toNumber = fromText((text) => (DECIMAL.test(text) ? toStoredNumber(text) : text));
const toDate = (value: unknown, { parse }: DateFormat): unknown =>
  typeof value === 'string' ? (parse(value) ?? value) : value;

/** How JSON becomes a value of each type; what does not fit stays as it is, and the type rule then refuses it. */
const FROM_JSON = {
  string: asItIs,
  boolean: toBoolean,
  integer: toIntegral,
  float: toFloat,
  number: toNumber,
  decimal: toDecimal,
  date: toDate,
  datetime: toDate,
  objectid: fromText((text) => parseObjectId(text) ?? text),
  dbref: toReference,
  binary: fromText((text) =>
    text.length % 4 === 0 && BASE64.test(text) ? mongoose.mongo.Binary.createFromBase64(text) : text,
  ),
  dict: asItIs,
  list: asItIs,
  set: asItIs,
  container: asItIs,
  point: asItIs,
  multipoint: asItIs,
  linestring: asItIs,
  multilinestring: asItIs,
  polygon: asItIs,
  multipolygon: asItIs,
  geometrycollection: asItIs,
  feature: asItIs,
  featurecollection: asItIs,
} as const satisfies Record<FieldType, (value: unknown, dates: DateFormat) => unknown>;

/** A value as a type stores it, where JSON says so without loss (`"48"` for an integer, RFC 1123 for a date). */
export function castValue(value: unknown, type: FieldType, dates = DEFAULT_DATE_FORMAT): unknown {
  return FROM_JSON[type](value, dates);
}

/** As `castValue`, for a definition that may have several types: the first that fits, best without a cast. */
export function castByDefinition(value: unknown, definition: Typed, dates = DEFAULT_DATE_FORMAT): unknown {
  if (typeof definition.type === 'string') return castValue(value, definition.type, dates);
  const types = typesOf(definition);
  if (types.some((type) => HAS_TYPE[type](value))) return value;
  for (const type of types) {
    const cast = castValue(value, type, dates);
    if (HAS_TYPE[type](cast)) return cast;
  }
  return value;
}

/** `5`, `"5"` and `5.0`. */
function toIntegral(value: unknown): unknown {
  if (typeof value === 'string') return INTEGER.test(value) ? toInteger(value) : value;
  const number = toPlainNumber(value);
  if (!Number.isSafeInteger(number)) return value;
  return number === 0 ? 0 : number; // no zero has a sign
}

/** An integer that a double can only come near to stays one, and is refused. */
function toFloat(value: unknown): unknown {
  if (typeof value === 'string') return DECIMAL.test(value) ? Number(value) : value;
  if (typeof value === 'bigint') return isInt64(value) && BigInt(Number(value)) === value ? Number(value) : value;
  return toPlainNumber(value);
}

function toBoolean(value: unknown): unknown {
  const plain = toPlainNumber(value);
  if (typeof plain !== 'string' && typeof plain !== 'number') return value;
  return BOOLEANS.get(String(plain).toLowerCase()) ?? value;
}

function toDecimal(value: unknown): unknown {
  const plain = toPlainNumber(value);
  const text = typeof plain === 'number' || typeof plain === 'bigint' ? String(plain) : plain;
  if (typeof text !== 'string' || !DECIMAL.test(text)) return value;
  try {
    return mongoose.Types.Decimal128.fromString(text);
  } catch {
    return value; // more digits than a decimal has: only that can be wrong here
  }
}

/** `{"$ref": "people", "$id": "…", "$db": "…"}`; Eve also reads `$col` for `$ref`. Collections and databases have names, without NUL. */
function toReference(value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const { $col, $ref = $col, $id, $db, ...others } = value;
  if (Object.keys(others).length > 0) return value;
  if (!isName($ref) || ($db !== undefined && !isName($db))) return value;
  const plainId = toPlainNumber($id);
  if (typeof plainId !== 'string' && typeof plainId !== 'bigint' && !Number.isFinite(plainId)) return value;
  if (String(plainId).includes('\0')) return value;
  // The driver declares an ObjectId; the database takes ids of any type.
  const id = castValue(plainId, 'objectid') as mongoose.Types.ObjectId;
  return new mongoose.mongo.DBRef($ref, id, $db);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}
