import mongoose from 'mongoose';
import type { FieldDefinition, ValueDefinition } from '../../src/common/resource/fields/field-definition.js';
import type { FieldType } from '../../src/common/resource/types/types.js';

const { Binary, DBRef, Decimal128, ObjectId } = mongoose.mongo;

type Members = Readonly<Record<string, unknown>>;

/** Whether MongoDB holds a value of a type: told apart from what the service itself thinks of it. */
const IS_STORED_AS = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isSafeInteger,
  float: Number.isFinite,
  number: Number.isFinite,
  decimal: (value) => value instanceof Decimal128 && Number.isFinite(Number(value.toString())),
  date: isHookPoint,
  datetime: isHookPoint,
  objectid: (value) => value instanceof ObjectId,
  dbref: (value) => value instanceof DBRef,
  binary: (value) => value instanceof Binary,
  uuid: (value) => value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID && value.position === 16,
  dict: isMembers,
  list: Array.isArray,
  set: Array.isArray,
  container: (value) => Array.isArray(value) || isMembers(value),
  point: isOfGeoType('Point'),
  multipoint: isOfGeoType('MultiPoint'),
  linestring: isOfGeoType('LineString'),
  multilinestring: isOfGeoType('MultiLineString'),
  polygon: isOfGeoType('Polygon'),
  multipolygon: isOfGeoType('MultiPolygon'),
  geometrycollection: isOfGeoType('GeometryCollection'),
  feature: isOfGeoType('Feature'),
  featurecollection: isOfGeoType('FeatureCollection'),
} as const satisfies Record<FieldType, (value: unknown) => boolean>;

/** What of a stored document is none of its fields, not of its field's type, or cannot be reported in JSON: paths, with the value. */
export function findGarbage(document: Members, fields: readonly FieldDefinition[], isOpen = false): readonly string[] {
  return Object.entries(document).flatMap(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return isOpen ? findUntellable(value, name) : [`${name} is not declared`];
    return findGarbageIn(value, field, name);
  });
}

function findGarbageIn(value: unknown, definition: ValueDefinition, path: string): readonly string[] {
  if (value === null && definition.nullable === true) return [];
  const types = [definition.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => IS_STORED_AS[type](value))) return [`${path} is ${show(value)}`];
  const { items, elements, fields, allowUnknown, valuesRules } = definition;
  if (fields && isMembers(value)) {
    return findGarbage(value, fields, allowUnknown).map((garbage) => `${path}.${garbage}`);
  }
  if (Array.isArray(value) && (items ?? elements)) {
    return value.flatMap((element, index) =>
      findGarbageIn(element, elements?.[index] ?? items ?? {}, `${path}.${index}`),
    );
  }
  if (valuesRules && isMembers(value)) {
    return Object.entries(value).flatMap(([name, member]) => findGarbageIn(member, valuesRules, `${path}.${name}`));
  }
  return findUntellable(value, path);
}

/** What JSON has no word for, or MongoDB takes for something else. */
function findUntellable(value: unknown, path: string): readonly string[] {
  if (typeof value === 'number' && !Number.isFinite(value)) return [`${path} is ${value}`];
  if (Array.isArray(value)) return value.flatMap((element, index) => findUntellable(element, `${path}.${index}`));
  if (!isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    return name.startsWith('$') ? [`${path}.${name} is an operator`] : findUntellable(member, `${path}.${name}`);
  });
}

function isHookPoint(value: unknown): boolean {
  if (!(value instanceof Date)) return false;
  const year = value.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isOfGeoType(type: string): (value: unknown) => boolean {
  return (value) => isMembers(value) && value['type'] === type && Object.keys(value).length === 2;
}

function show(value: unknown): string {
  return `${Object.prototype.toString.call(value)} ${JSON.stringify(value)}`;
}
