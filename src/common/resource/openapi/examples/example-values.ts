import mongoose from 'mongoose';
import { isUnique } from '../../fields/is-unique.js';
import type { FieldDefinition, ValueDefinition } from '../../fields/field-definition.js';
import type { FieldType } from '../../types/field-type.js';
import { typesOf } from '../../types/field-types.js';
import { writeDatesOf } from '../../definition/write-dates.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import type { StoredDocument } from '../../document/stored-document.js';

/** The id of the document that the examples are about. */
export const EXAMPLE_ID = '695b82a8f1d2c3b4a5968778';

const EXAMPLE_ETAG = 'a2850e469ccfd79270bfe9bc27de0736bf2fbffc';
const EXAMPLE_TIME = 'Mon, 05 Jan 2026 09:30:00 GMT';

const POINT = { type: 'Point', coordinates: [12.57, 55.68] };
const LINE = [
  [12.57, 55.68],
  [12.6, 55.7],
];
const AREA = [[...LINE, [12.5, 55.7], [12.57, 55.68]]];
const FEATURE = { type: 'Feature', geometry: POINT };

const BY_TYPE = {
  string: 'text',
  boolean: true,
  integer: 1,
  float: 0.5,
  number: 1,
  decimal: '9.99',
  date: EXAMPLE_TIME,
  datetime: EXAMPLE_TIME,
  objectid: EXAMPLE_ID,
  dict: {},
  list: [],
  dbref: { $ref: 'people', $id: EXAMPLE_ID },
  binary: 'dGV4dA==',
  set: [],
  container: [],
  point: POINT,
  multipoint: { type: 'MultiPoint', coordinates: LINE },
  linestring: { type: 'LineString', coordinates: LINE },
  multilinestring: { type: 'MultiLineString', coordinates: [LINE] },
  polygon: { type: 'Polygon', coordinates: AREA },
  multipolygon: { type: 'MultiPolygon', coordinates: [AREA] },
  geometrycollection: { type: 'GeometryCollection', geometries: [POINT] },
  feature: FEATURE,
  featurecollection: { type: 'FeatureCollection', features: [FEATURE] },
} as const satisfies Record<FieldType, unknown>;

/** A value of a field: the example its author gave, or one put together from its rules. */
export function exampleOf(value: ValueDefinition): unknown {
  const { fields = [], items, elements, allowed } = value;
  const [type = 'string'] = typesOf(value);
  const isList = type === 'list' || type === 'set';
  const given = value.example ?? value.default ?? (isList ? allowed?.slice(0, 1) : allowed?.[0]);
  if (given !== undefined) return given;
  if (type === 'dict') return exampleOfFields(fields);
  if (isList) return elements?.map(exampleOf) ?? (items ? [exampleOf(items)] : []);
  return value.min ?? BY_TYPE[type];
}

/** A document as a client sends it: the example its author gave, or every required field. */
export function exampleDocument(definition: ResourceDefinition): Readonly<Record<string, unknown>> {
  const { example, fields, requireAll = false, policy } = definition;
  const document = example ?? exampleOfFields(fields.filter(({ required }) => required ?? requireAll));
  return writeDatesOf(document, fields, policy.dates);
}

/** Another one: its numbers and what has to be unique differ. */
export function anotherDocument(definition: ResourceDefinition): Readonly<Record<string, unknown>> {
  const document = { ...exampleDocument(definition) };
  for (const field of definition.fields) {
    if (field.name in document) document[field.name] = another(document[field.name], field);
  }
  return document;
}

/** A change as a client sends it: of one field. */
export function exampleChanges(definition: ResourceDefinition): Readonly<Record<string, unknown>> {
  const document = anotherDocument(definition);
  const [field] = definition.fields.filter(({ name }) => name in document);
  return field ? { [field.name]: document[field.name] } : {};
}

/** The document of the other examples, as it is stored. */
export function exampleStored(definition: ResourceDefinition): StoredDocument {
  const time = new Date(EXAMPLE_TIME);
  return {
    _id: new mongoose.Types.ObjectId(EXAMPLE_ID),
    ...writeDatesOf(exampleOfFields(definition.fields), definition.fields, definition.policy.dates),
    ...exampleDocument(definition),
    _updated: time,
    _created: time,
    _etag: EXAMPLE_ETAG,
  };
}

function another(value: unknown, field: FieldDefinition): unknown {
  const { allowed, uniqueWithinResource, max = Infinity } = field;
  if (allowed) return value;
  if (typeof value === 'number' && value < Number(max)) return value + 1;
  return typeof value === 'string' && (isUnique(field) || uniqueWithinResource === true) ? `${value} 2` : value;
}

function exampleOfFields(fields: readonly FieldDefinition[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, exampleOf(field)]));
}
