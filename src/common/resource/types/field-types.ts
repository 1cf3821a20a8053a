import { isBoolean, isDate, isNumber, isString } from 'class-validator';
import mongoose from 'mongoose';
import { isStorableInteger, toPlainNumber } from '../../bson/exact-numbers.js';
import type { FieldType, Typed } from './field-type.js';
import { IS_GEO } from './geo-json.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { pythonRepr } from '../../text/python-repr.js';

/** Whether a stored value is of a type. */
export const HAS_TYPE = {
  string: isString,
  boolean: isBoolean,
  integer: isStorableInteger,
  float: (value) => isNumber(toPlainNumber(value)),
  number: (value) => isNumber(toPlainNumber(value)) || isStorableInteger(value),
  decimal: (value) => value instanceof mongoose.Types.Decimal128,
  date: isDate,
  datetime: isDate,
  objectid: (value) => value instanceof mongoose.Types.ObjectId,
  dbref: (value) => value instanceof mongoose.mongo.DBRef,
  binary: (value) => value instanceof mongoose.mongo.Binary,
  dict: isSubDocument,
  list: Array.isArray,
  set: (value) => Array.isArray(value) && hasNoTwins(value),
  container: (value) => Array.isArray(value) || isSubDocument(value),
  ...IS_GEO,
} as const satisfies Record<FieldType, (value: unknown) => boolean>;

/** The types a value may have by its definition; none where any will do. */
export function typesOf({ type }: Typed): readonly FieldType[] {
  if (type === undefined) return [];
  return typeof type === 'string' ? [type] : type;
}

/** The type of a value that can have one type only. */
export function onlyTypeOf({ type }: Typed): FieldType | undefined {
  if (typeof type === 'string') return type;
  return type?.length === 1 ? type[0] : undefined;
}

function hasNoTwins(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => `${typeof value} ${pythonRepr(value)}`)).size === values.length;
}

/** Whether a stored value is of one of the types that its definition names, or of any where it names none. */
export function fitsType(value: unknown, { type }: Typed): boolean {
  if (typeof type === 'string') return HAS_TYPE[type](value);
  return type === undefined || type.some((one) => HAS_TYPE[one](value));
}

/** Whether a value must be a GeoJSON object. */
export function isGeoField(definition: Typed): boolean {
  const types = typesOf(definition);
  return types.length > 0 && types.every((type) => Object.hasOwn(IS_GEO, type));
}
