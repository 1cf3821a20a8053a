import { toPlainNumber } from '../../bson/exact-numbers.js';

/** A place that documents are to be near. */
export interface NearCondition {
  /** Dotted path of the documents' places. */
  readonly path: string;
  /** A pair, or `{ $geometry: { type: 'Point', coordinates } }`. */
  readonly point: unknown;
  /** Distances are in the units of the pair, not along the globe. */
  readonly isFlat: boolean;
}

type Position = readonly [x: number, y: number];

/** How far the nearest of a document's points is: in radians, or in its own units; Infinity where it has none. */
export function distanceTo(document: unknown, { path, point, isFlat }: NearCondition): number {
  const [centre] = positionsIn(isObject(point) && '$geometry' in point ? point['$geometry'] : point);
  if (centre === undefined) return Infinity;
  const measure = isFlat ? flatDistance : arc;
  return Math.min(
    Infinity,
    ...placesAt(document, path.split('.'))
      .flatMap(positionsIn)
      .map((one) => measure(centre, one)),
  );
}

/** The values at a path, also in the elements of lists on its way. */
function placesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (Array.isArray(value)) {
    const inElements = value.filter((element) => !Array.isArray(element)).flatMap((element) => placesAt(element, path));
    return name in value ? [...inElements, ...placesAt(value[Number(name)], rest)] : inElements;
  }
  return isObject(value) && name in value ? placesAt(value[name], rest) : [];
}

/** The points of a pair, of GeoJSON, of a sub-document of two numbers, or of a list of those. */
function positionsIn(value: unknown): readonly Position[] {
  if (Array.isArray(value)) {
    const [x, y] = value as readonly unknown[];
    return isNumber(x) && isNumber(y) ? [[x, y]] : value.flatMap(positionsIn);
  }
  if (!isObject(value)) return [];
  if ('coordinates' in value) return positionsIn(value['coordinates']);
  const [x, y] = Object.values(value);
  return isNumber(x) && isNumber(y) ? [[x, y]] : [];
}

function flatDistance([x, y]: Position, [otherX, otherY]: Position): number {
  return Math.hypot(x - otherX, y - otherY);
}

/** The haversine formula, which is exact also for points that are close together. */
function arc([x, y]: Position, [otherX, otherY]: Position): number {
  const half = (degrees: number): number => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);
  const squared = half(otherY - y) + cosine(y) * cosine(otherY) * half(otherX - x);
  return 2 * Math.asin(Math.min(1, Math.sqrt(squared)));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof toPlainNumber(value) === 'number'; // a double reckons as the number it is
}
