import type { SchemaObject } from '@nestjs/swagger';
import mongoose from 'mongoose';
import { asItIs } from './from-string.js';
import { IS_GEO } from './geo-json.js';
import type { ValueType } from './value-type.js';

const POINT = { type: 'Point', coordinates: [12.57, 55.68] };
const LINE = [
  [12.57, 55.68],
  [12.6, 55.7],
];
const AREA = [[...LINE, [12.5, 55.7], [12.57, 55.68]]];
const FEATURE = { type: 'Feature', geometry: POINT };

const POSITION: SchemaObject = { type: 'array', items: { type: 'number' }, minItems: 2 };
const OBJECTS = listOf({ type: 'object' });

/** The types whose values are GeoJSON objects. */
export const GEO_TYPES = {
  point: geometry(IS_GEO.point, POSITION, POINT),
  multipoint: geometry(IS_GEO.multipoint, listOf(POSITION), { type: 'MultiPoint', coordinates: LINE }),
  linestring: geometry(IS_GEO.linestring, listOf(POSITION), { type: 'LineString', coordinates: LINE }),
  multilinestring: geometry(IS_GEO.multilinestring, listOf(listOf(POSITION)), {
    type: 'MultiLineString',
    coordinates: [LINE],
  }),
  polygon: geometry(IS_GEO.polygon, listOf(listOf(POSITION)), { type: 'Polygon', coordinates: AREA }),
  multipolygon: geometry(IS_GEO.multipolygon, listOf(listOf(listOf(POSITION))), {
    type: 'MultiPolygon',
    coordinates: [AREA],
  }),
  geometrycollection: geoType(
    IS_GEO.geometrycollection,
    { geometries: OBJECTS },
    { type: 'GeometryCollection', geometries: [POINT] },
  ),
  feature: geoType(IS_GEO.feature, { geometry: { type: 'object' } }, FEATURE),
  featurecollection: geoType(
    IS_GEO.featurecollection,
    { features: OBJECTS },
    { type: 'FeatureCollection', features: [FEATURE] },
  ),
} as const;

/** Their names. */
export type GeoType = keyof typeof GEO_TYPES;

interface GeoJson {
  readonly type: string;
  readonly [member: string]: unknown;
}

function geometry(has: ValueType['has'], coordinates: SchemaObject, example: GeoJson): ValueType {
  return geoType(has, { coordinates }, example);
}

function geoType(has: ValueType['has'], members: Record<string, SchemaObject>, example: GeoJson): ValueType {
  const properties: Record<string, SchemaObject> = { type: { type: 'string', enum: [example.type] }, ...members };
  return {
    has,
    cast: asItIs,
    prop: mongoose.Schema.Types.Mixed,
    property: { type: 'object', required: Object.keys(properties), properties, additionalProperties: false },
    example,
    matchedBy: ['place'],
    kind: 'geometry',
  };
}

function listOf(items: SchemaObject): SchemaObject {
  return { type: 'array', items };
}
