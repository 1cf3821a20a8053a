import { isPlainObject } from '../../values/is-plain-object.js';
import { areaOnGlobe } from './area-on-globe.js';

/**
 * A filter whose areas and lines mean the same to an engine that draws straight edges from degree to degree: great circles as
 * many short edges, and in two parts what crosses the 180th meridian.
 */
export function onGlobe<T>(filter: T): T {
  return convert(filter) as T; // of the same shape, but for coordinates
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value);
  if (!entries.some(([, member]) => typeof member === 'object' && member !== null)) return value;
  return Object.fromEntries(
    entries.map(([name, member]) => [
      name,
      name.startsWith('$geo') && isPlainObject(member) ? convertArea(member) : convert(member),
    ]),
  );
}

function convertArea(area: Readonly<Record<string, unknown>>): unknown {
  const { $geometry: geometry, ...others } = area;
  return geometry === undefined ? area : { ...others, $geometry: areaOnGlobe(geometry) };
}
