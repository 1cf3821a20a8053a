import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isPlainObject } from '../../values/is-plain-object.js';

type GeometryType = 'Point' | 'MultiPoint' | 'LineString' | 'MultiLineString' | 'Polygon' | 'MultiPolygon';

const COORDINATES = {
  Point: isPosition,
  MultiPoint: (value) => isListOf(value, isPosition, 1),
  LineString: isLine,
  MultiLineString: (value) => isListOf(value, isLine, 1),
  Polygon: isPolygon,
  MultiPolygon: (value) => isListOf(value, isPolygon, 1),
} as const satisfies Record<GeometryType, (value: unknown) => boolean>;

/** The types of GeoJSON that have coordinates. */
export const GEOMETRY_TYPES: readonly string[] = Object.keys(COORDINATES);

/**
 * Whether a value is GeoJSON that stands for a place on the globe, as an index of places takes it: within its degrees, rings closed.
 * A field needs less: `IS_GEO`.
 */
export function isOnGlobe(value: Readonly<Record<string, unknown>>): boolean {
  const { type, coordinates, geometries } = value;
  if (type === 'GeometryCollection')
    return Array.isArray(geometries) && geometries.every((one) => isPlainObject(one) && isOnGlobe(one));
  return typeof type === 'string' && areCoordinates(type, coordinates);
}

/** Whether a value is the coordinates of a geometry of this type on the globe. */
export function areCoordinates(type: string, value: unknown): boolean {
  return isGeometryType(type) && COORDINATES[type](value);
}

/** Longitude, latitude and, perhaps, altitude. */
export function isPosition(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  const numbers = value.map(toPlainNumber);
  if (!numbers.every((number) => Number.isFinite(number))) return false;
  const [longitude = NaN, latitude = NaN] = numbers as number[]; // finite ones are numbers
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/** Whether a value is a list, of a length within bounds, of such elements. */
export function isListOf(
  value: unknown,
  accept: (element: unknown) => boolean,
  least: number,
  most = Infinity,
): value is readonly unknown[] {
  return Array.isArray(value) && value.length >= least && value.length <= most && value.every(accept);
}

function isGeometryType(type: string): type is GeometryType {
  return Object.hasOwn(COORDINATES, type);
}

function isLine(value: unknown): boolean {
  return isListOf(value, isPosition, 2) && countDistinct(value) >= 2;
}

function isPolygon(value: unknown): boolean {
  return isListOf(value, isRing, 1);
}

/** Closed, and with three corners at least. */
function isRing(value: unknown): boolean {
  if (!isListOf(value, isPosition, 4)) return false;
  return String(value[0]) === String(value.at(-1)) && countDistinct(value) >= 3;
}

function countDistinct(positions: readonly unknown[]): number {
  return new Set(positions.map(String)).size;
}
