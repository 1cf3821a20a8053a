import mongoose from 'mongoose';
import { isInt64, toComparedNumber } from '../../../bson/exact-numbers.js';
import { keepOrder } from '../../../bson/member-order.js';
import { parseObjectId } from '../../../bson/object-id-string.js';
import { BadQuery } from '../../../errors/api-error.js';
import type { FieldType, GeoType } from '../../types/field-type.js';
import { onlyTypeOf } from '../../types/field-types.js';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../../dates/date-format.js';
import { castValue } from '../../types/cast-value.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import { castByAlternatives } from '../../validation/cast-by-alternatives.js';
import { conditionFrame } from './condition-frame.js';
import { quote, showName } from '../../../text/quote.js';
import { isUsableSegment, NO_NUL, type FieldShape } from '../resolve-path.js';

const { ObjectId } = mongoose.Types;
const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Whose value it is, for messages: the query parameter and the field's path. */
export interface Owner {
  readonly parameter: string;
  readonly path: string;
  /** How dates may be written, beside ISO 8601 and RFC 1123. */
  readonly dates?: DateFormat;
}

type FreeType = 'container' | GeoType;
type ScalarType = Exclude<FieldType, 'dict' | 'list' | 'set' | FreeType>;
type Scalar = string | boolean | number | bigint | object;

const SCALARS = {
  string: { name: 'a string', cast: (value) => (typeof value === 'string' ? value : undefined) },
  boolean: { name: 'true or false', cast: toBoolean },
  integer: { name: 'an integer', cast: toIntegral },
  float: { name: 'a number', cast: toNumber },
  number: { name: 'a number', cast: toNumber },
  decimal: { name: 'a decimal number', cast: (value) => toInstance(value, 'decimal', mongoose.Types.Decimal128) },
  date: { name: 'a date (RFC 1123 or ISO 8601)', cast: toDate },
  datetime: { name: 'a date (RFC 1123 or ISO 8601)', cast: toDate },
  objectid: { name: 'an ObjectId (24 hex digits)', cast: toObjectId },
  dbref: {
    name: 'a reference ({"$ref": …, "$id": …})',
    cast: (value) => toInstance(value, 'dbref', mongoose.mongo.DBRef),
  },
  binary: { name: 'binary data in base 64', cast: (value) => toInstance(value, 'binary', mongoose.mongo.Binary) },
} as const satisfies Record<
  ScalarType,
  { name: string; cast: (value: unknown, dates: DateFormat) => Scalar | undefined }
>;

/** Turns a value a client wrote into the one the field stores; what cannot be turned without loss is refused. */
export function castOperand(value: unknown, field: FieldShape | undefined, owner: Owner): unknown {
  if (value === null) return null;
  if (typeof value === 'string' && value.includes('\0'))
    throw new BadQuery(owner.parameter, `${owner.parameter}: ${showName(owner.path)}: ${NO_NUL}`);
  if (field === undefined) return castFree(value, owner);
  const type = onlyTypeOf(field);
  if (type === 'list' || type === 'set') return castToList(value, field, owner);
  if (type === 'dict') return castToDict(value, field, owner);
  if (!isScalarType(type)) return castFree(castByAlternatives(value, field, conditionFrame(owner.dates)), owner);
  const { name, cast } = SCALARS[type];
  const stored: Scalar | undefined = cast(value, owner.dates ?? DEFAULT_DATE_FORMAT);
  if (stored !== undefined) return stored;
  throw new BadQuery(owner.parameter, `${owner.parameter}: ${showName(owner.path)} is ${name}, not ${describe(value)}`);
}

function isScalarType(type: FieldType | undefined): type is ScalarType {
  return type !== undefined && Object.hasOwn(SCALARS, type);
}

function toInstance(
  value: unknown,
  type: FieldType,
  kind: abstract new (...parts: never[]) => object,
): object | undefined {
  const cast = castValue(value, type);
  return cast instanceof kind ? cast : undefined;
}

function describe(value: unknown): string {
  if (value instanceof ObjectId) return `ObjectId(${quote(value)})`;
  return value instanceof Date ? `the date ${value.toISOString()}` : quote(value);
}

/** A list is compared as a whole, or by one of its elements. */
function castToList(value: unknown, field: FieldShape, owner: Owner): unknown {
  const { items, elements } = field;
  const isWhole = Array.isArray(value) && !(items?.type === 'list' && !value.every(Array.isArray));
  if (!isWhole) return castOperand(value, items, owner);
  return value.map((element: unknown, index) => castOperand(element, elements?.[index] ?? items, owner));
}

function castToDict(value: unknown, field: FieldShape, owner: Owner): unknown {
  if (!isPlainObject(value)) {
    throw new BadQuery(
      owner.parameter,
      `${owner.parameter}: ${showName(owner.path)} is an object, not ${quote(value)}`,
    );
  }
  return castMembers(value, owner, (name) => {
    if (field.fields === undefined) return undefined;
    const member = field.fields.find((candidate) => candidate.name === name);
    if (member) return member;
    const path = showName(`${owner.path}.${name}`);
    throw new BadQuery(owner.parameter, `Unknown field in ${owner.parameter}: ${path}`);
  });
}

/** Where the schema says nothing, a value is what JSON says it is. */
function castFree(value: unknown, owner: Owner): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (isStorable(value)) return value;
    throw new BadQuery(
      owner.parameter,
      `${owner.parameter}: ${showName(owner.path)}: the number ${value} is too large`,
    );
  }
  if (Array.isArray(value)) return value.map((element: unknown) => castOperand(element, undefined, owner));
  if (!isPlainObject(value)) return value;
  return castMembers(value, owner, () => undefined);
}

function castMembers(
  value: Readonly<Record<string, unknown>>,
  owner: Owner,
  fieldOf: (name: string) => FieldShape | undefined,
): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const path = `${owner.path}.${name}`;
    if (!isUsableSegment(name)) {
      throw new BadQuery(owner.parameter, `Impossible field name in ${owner.parameter}: ${showName(path)}`);
    }
    stored[name] = castOperand(member, fieldOf(name), { ...owner, path });
  }
  return keepOrder(value, stored);
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function toNumber(value: unknown): number | bigint | undefined {
  const number = typeof value === 'string' && DECIMAL.test(value) ? toComparedNumber(value) : value;
  return (typeof number === 'number' || typeof number === 'bigint') && isStorable(number) ? number : undefined;
}

/** A fraction is fine to compare an integer with (`< 99.5`); the text of one is none. */
function toIntegral(value: unknown): number | bigint | undefined {
  return typeof value === 'string' && !INTEGER.test(value) ? undefined : toNumber(value);
}

function isStorable(number: number | bigint): boolean {
  return typeof number === 'number' ? Number.isFinite(number) : isInt64(number);
}

function toDate(value: unknown, { parse }: DateFormat): Date | undefined {
  if (value instanceof Date) return value;
  return typeof value === 'string' ? parse(value) : undefined;
}

function toObjectId(value: unknown): InstanceType<typeof ObjectId> | undefined {
  if (value instanceof ObjectId) return value;
  return typeof value === 'string' ? parseObjectId(value) : undefined;
}
