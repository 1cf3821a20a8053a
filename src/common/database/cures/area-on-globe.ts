type Position = readonly [longitude: number, latitude: number];
type Ring = readonly Position[];

/** Longest edge that is left straight from degree to degree, in degrees; its middle is then at most about 15 m off. */
const LONGEST_EDGE = 0.5;

/** Parts of a ring: as it is drawn, and moved round the globe, up to twice for one round a pole. */
const WINDINGS = [0, -360, 360, -720, 720] as const;

/** Where parts end, in degrees from the prime meridian: a little beyond the map, so that nothing is on their edge. */
const MAP_EDGE = 180.001;

/** A GeoJSON geometry whose edges are great circles → one for an engine whose edges are straight from degree to degree. */
export function areaOnGlobe(geometry: unknown): unknown {
  const { type, coordinates } = geometry as { type: string; coordinates: unknown }; // checked by the parser of `where`
  if (type === 'LineString') return lines([coordinates as Ring]);
  if (type === 'MultiLineString') return lines(coordinates as readonly Ring[]);
  if (type === 'Polygon') return polygons([coordinates as readonly Ring[]]);
  if (type === 'MultiPolygon') return polygons(coordinates as readonly (readonly Ring[])[]);
  return geometry;
}

function lines(all: readonly Ring[]): object {
  const parts = all.map((line) => unwound(line)).flatMap((line) => WINDINGS.map((winding) => moved(line, winding)));
  return { type: 'MultiLineString', coordinates: parts.filter((line) => touchesMap(line)) };
}

function polygons(all: readonly (readonly Ring[])[]): object {
  const parts = all.flatMap((rings) => {
    const closed = rings.map((ring) => aroundPole(unwound(ring)));
    return WINDINGS.map((winding) =>
      closed.map((ring) => clipped(moved(ring, winding))).filter((ring) => ring.length > 3),
    );
  });
  return { type: 'MultiPolygon', coordinates: parts.filter((rings) => rings.length > 0) };
}

/** Short edges along great circles, whose longitudes go on beyond 180 in place of starting anew. */
function unwound(ring: Ring): Ring {
  const points: Position[] = [];
  for (const [index, end] of ring.entries()) {
    const start = ring[index - 1];
    for (const point of start ? arcBetween(start, end) : [end]) {
      const last = points.at(-1)?.[0] ?? point[0];
      points.push([point[0] - 360 * Math.round((point[0] - last) / 360), point[1]]);
    }
  }
  return points;
}

/** The points after `start` on the shortest way to `end`. */
function arcBetween(start: Position, end: Position): Ring {
  const [one, other] = [toVector(start), toVector(end)];
  const angle = Math.acos(Math.max(-1, Math.min(1, dot(one, other))));
  const steps = Math.ceil((angle * 180) / Math.PI / LONGEST_EDGE);
  if (steps < 2 || Math.sin(angle) < 1e-9) return [end];
  const between = Array.from({ length: steps - 1 }, (_, index): Position => {
    const share = (index + 1) / steps;
    const [a, b] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
    return toPosition([a * one[0] + b * other[0], a * one[1] + b * other[1], a * one[2] + b * other[2]]);
  });
  return [...between, end];
}

type Vector = readonly [number, number, number];

function toVector([longitude, latitude]: Position): Vector {
  const [x, y] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
}

function toPosition([x, y, z]: Vector): Position {
  return [(Math.atan2(y, x) * 180) / Math.PI, (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI];
}

function dot(one: Vector, other: Vector): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}

/** A ring once round the globe has the nearer pole inside: it is closed by way of it, after a second round, so that nothing is on its seam. */
function aroundPole(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return ring;
  const height = ring.reduce((sum, [, latitude]) => sum + latitude, 0);
  const pole = height < 0 ? -90 : 90;
  const end = 2 * last[0] - first[0];
  return [...ring, ...moved(ring, last[0] - first[0]).slice(1), [end, pole], [first[0], pole], first];
}

function moved(ring: Ring, winding: number): Ring {
  return ring.map(([longitude, latitude]) => [longitude + winding, latitude]);
}

function touchesMap(line: Ring): boolean {
  return line.some(([longitude]) => Math.abs(longitude) <= 180);
}

/** The part of a ring between 180 W and 180 E (Sutherland and Hodgman's clipping). */
function clipped(ring: Ring): Ring {
  return clippedAt(clippedAt(ring, MAP_EDGE, 1), -MAP_EDGE, -1);
}

function clippedAt(ring: Ring, limit: number, side: 1 | -1): Ring {
  const isInside = ([longitude]: Position): boolean => side * (longitude - limit) <= 0;
  if (ring.every(isInside)) return ring;
  const points: Position[] = [];
  for (const [index, end] of ring.entries()) {
    const start = ring[index - 1];
    if (start && isInside(start) !== isInside(end)) {
      const share = (limit - start[0]) / (end[0] - start[0]);
      points.push([limit, start[1] + share * (end[1] - start[1])]);
    }
    if (isInside(end)) points.push(end);
  }
  const [first] = points;
  return first ? [...points, first] : [];
}
