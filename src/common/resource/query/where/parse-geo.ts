import { isPlainObject } from '../../../values/is-plain-object.js';
import { areCoordinates, GEOMETRY_TYPES, isListOf, isPosition } from '../../types/place-on-globe.js';
import type { NearTest, Test } from './filter.js';
import type { Operator } from './operators.js';

/** Thrown inside this file's readers; the JSON parser turns it into a 400 that names the operator. */
export class GeoFault extends Error {}

type Shape = Readonly<Record<string, unknown>>;
const AREAS = {
  $box: { takes: 'two opposite corners', accept: (value) => isListOf(value, isPair, 2, 2) },
  $polygon: { takes: 'three or more corners', accept: (value) => isListOf(value, isPair, 3) },
  $center: { takes: 'a centre and a radius', accept: (value) => isCircle(value, isPair) },
  $centerSphere: { takes: 'a centre and a radius in radians', accept: (value) => isCircle(value, isPosition) },
} as const satisfies Record<string, { takes: string; accept: (value: unknown) => boolean }>;

/** Reads the operand of `$geoWithin` or `$geoIntersects`. */
export function parseArea(operator: Operator, operand: unknown): Test {
  const [[name, value] = ['', undefined], ...more] = isPlainObject(operand) ? Object.entries(operand) : [];
  if (more.length > 0) throw new GeoFault('one shape');
  if (name === '$geometry') {
    const types: readonly string[] | undefined = operator === '$geoWithin' ? ['Polygon', 'MultiPolygon'] : undefined;
    return { kind: 'area', operator, shape: { $geometry: requireGeometry(value, types) } };
  }
  if (operator !== '$geoWithin' || !isAreaName(name)) throw new GeoFault('a shape such as {"$geometry": {…}}');
  const { takes, accept } = AREAS[name];
  if (!accept(value)) throw new GeoFault(`${takes} in ${name}`);
  return { kind: 'area', operator, shape: { [name]: value } };
}

/** Reads the operand of `$near` or `$nearSphere`: `{$geometry, $maxDistance, $minDistance}`, or a pair with distances beside it. */
export function parseNear(operator: Operator, operand: unknown, beside: Shape): NearTest {
  const outer = pickDistances(beside);
  if (isPlainObject(operand)) {
    const { $geometry, ...inner } = operand;
    if (Object.keys(outer).length > 0) throw new GeoFault('its distances inside, with $geometry');
    return { kind: 'near', operator, point: requireGeometry($geometry, ['Point']), ...requireDistances(inner) };
  }
  if (!isPair(operand)) throw new GeoFault('a point');
  if (operator === '$nearSphere' && !isPosition(operand)) throw new GeoFault('a longitude and a latitude');
  return { kind: 'near', operator, point: operand, ...requireDistances(outer) };
}

function pickDistances({ $maxDistance, $minDistance }: Shape): Shape {
  return {
    ...($maxDistance === undefined ? {} : { $maxDistance }),
    ...($minDistance === undefined ? {} : { $minDistance }),
  };
}

function requireDistances({ $maxDistance, $minDistance, ...others }: Shape): {
  maxDistance?: number;
  minDistance?: number;
} {
  const isDistance = (value: unknown): value is number => isNumber(value) && value >= 0;
  if (Object.keys(others).length > 0) throw new GeoFault('$geometry, $maxDistance and $minDistance only');
  if ($maxDistance !== undefined && !isDistance($maxDistance))
    throw new GeoFault('a number, 0 or more, as $maxDistance');
  if ($minDistance !== undefined && !isDistance($minDistance))
    throw new GeoFault('a number, 0 or more, as $minDistance');
  return {
    ...($maxDistance === undefined ? {} : { maxDistance: $maxDistance }),
    ...($minDistance === undefined ? {} : { minDistance: $minDistance }),
  };
}

function requireGeometry(
  value: unknown,
  allowed: readonly string[] = [...GEOMETRY_TYPES, 'GeometryCollection'],
): Shape {
  if (!isPlainObject(value)) throw new GeoFault('a GeoJSON object as $geometry');
  const { type, coordinates, geometries, ...others } = value;
  if (Object.keys(others).length > 0) throw new GeoFault('a GeoJSON object of two members as $geometry');
  if (typeof type !== 'string' || !allowed.includes(type))
    throw new GeoFault(`a GeoJSON ${allowed.join(', ')} as $geometry`);
  if (type === 'GeometryCollection') {
    if (!Array.isArray(geometries) || geometries.length === 0) throw new GeoFault('a list of geometries');
    return { type, geometries: geometries.map((geometry) => requireGeometry(geometry, GEOMETRY_TYPES)) };
  }
  if (!areCoordinates(type, coordinates)) throw new GeoFault(`the coordinates of a ${type}`);
  return { type, coordinates };
}

function isAreaName(name: string): name is keyof typeof AREAS {
  return Object.hasOwn(AREAS, name);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

function isCircle(value: unknown, isCentre: (value: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length === 2 && isCentre(value[0]) && isNumber(value[1]) && value[1] >= 0;
}
