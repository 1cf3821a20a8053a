import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { Members } from '../../values/members.js';

/** Collections of collections deeper than this are nobody's map. */
const DEEPEST = 10;

/** Whether an object is GeoJSON of a type, as Eve checks it: numbers where numbers belong. It may have other members. */
export const IS_GEO = {
  point: (value) => isGeometry(value, 'Point', isPosition),
  multipoint: (value) => isGeometry(value, 'MultiPoint', listOf(isPosition)),
  linestring: (value) => isGeometry(value, 'LineString', listOf(isPosition)),
  multilinestring: (value) => isGeometry(value, 'MultiLineString', listOf(listOf(isPosition))),
  polygon: (value) => isGeometry(value, 'Polygon', listOf(listOf(isPosition))),
  multipolygon: (value) => isGeometry(value, 'MultiPolygon', listOf(listOf(listOf(isPosition)))),
  geometrycollection: (value) => isCollection(value, 1),
  feature: isFeature,
  featurecollection: (value) =>
    isGeoJson(value, 'FeatureCollection') && Array.isArray(value['features']) && value['features'].every(isFeature),
} as const satisfies Record<string, (value: unknown) => boolean>;

const GEOMETRIES: Readonly<Record<string, (value: unknown) => boolean>> = {
  Point: IS_GEO.point,
  MultiPoint: IS_GEO.multipoint,
  LineString: IS_GEO.linestring,
  MultiLineString: IS_GEO.multilinestring,
  Polygon: IS_GEO.polygon,
  MultiPolygon: IS_GEO.multipolygon,
};

/** Whether a GeoJSON object has the two members that Eve allows and no other, and so have the objects in it. */
export function hasOnlyStandardMembers(value: unknown): boolean {
  if (!isPlainObject(value)) return true;
  const { geometry, geometries, features } = value;
  const inside = [geometry, geometries, features].flat().filter((part) => part !== undefined);
  return Object.keys(value).length === 2 && inside.every(hasOnlyStandardMembers);
}

function isGeoJson(value: unknown, type: string): value is Members {
  return isPlainObject(value) && value['type'] === type;
}

function isGeometry(value: unknown, type: string, isCoordinates: (value: unknown) => boolean): boolean {
  return isGeoJson(value, type) && isCoordinates(value['coordinates']);
}

function isAnyGeometry(value: unknown, depth: number): boolean {
  if (!isPlainObject(value) || typeof value['type'] !== 'string' || depth > DEEPEST) return false;
  if (value['type'] === 'GeometryCollection') return isCollection(value, depth);
  return Object.hasOwn(GEOMETRIES, value['type']) && GEOMETRIES[value['type']]?.(value) === true;
}

function isCollection(value: unknown, depth: number): boolean {
  if (!isGeoJson(value, 'GeometryCollection') || !Array.isArray(value['geometries'])) return false;
  return value['geometries'].every((geometry) => isAnyGeometry(geometry, depth + 1));
}

function isFeature(value: unknown): boolean {
  return isGeoJson(value, 'Feature') && isAnyGeometry(value['geometry'], 1);
}

function isPosition(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.every((part) => Number.isFinite(toPlainNumber(part)));
}

function listOf(isElement: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(isElement);
}
