import { IS_GEO } from './geo-json.js';
import type { GeoType } from './geo-types.js';

const POINT = { type: 'Point', coordinates: [1, 2] };
const LINE = [
  [1, 2],
  [3, 4],
];

describe('IS_GEO', () => {
  it.each<[GeoType, unknown]>([
    ['point', POINT],
    ['point', { type: 'Point', coordinates: [1, 2, 3] }],
    ['multipoint', { type: 'MultiPoint', coordinates: LINE }],
    ['linestring', { type: 'LineString', coordinates: LINE }],
    ['multilinestring', { type: 'MultiLineString', coordinates: [LINE] }],
    ['polygon', { type: 'Polygon', coordinates: [LINE] }],
    ['multipolygon', { type: 'MultiPolygon', coordinates: [[LINE]] }],
    ['geometrycollection', { type: 'GeometryCollection', geometries: [POINT] }],
    ['feature', { type: 'Feature', geometry: POINT }],
    ['featurecollection', { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: POINT }] }],
  ])('knows a %s', (type, value) => {
    expect(IS_GEO[type](value)).toBe(true);
  });

  it.each<[GeoType, unknown]>([
    ['point', 5],
    ['point', { type: 'Point' }],
    ['point', { type: 'Point', coordinates: [1] }],
    ['point', { type: 'Point', coordinates: [1, 'x'] }],
    ['point', { type: 'Polygon', coordinates: [1, 2] }],
    ['multipoint', { type: 'MultiPoint', coordinates: 5 }],
    ['multipoint', { type: 'MultiPoint', coordinates: [1, 2] }],
    ['multilinestring', { type: 'MultiLineString', coordinates: LINE }],
    ['polygon', { type: 'Polygon', coordinates: null }],
    ['multipolygon', { type: 'MultiPolygon', coordinates: [LINE] }],
    ['geometrycollection', { type: 'GeometryCollection', geometries: [{ type: 'toString' }] }],
    ['geometrycollection', { type: 'GeometryCollection', geometries: [null] }],
    ['feature', { type: 'Feature', geometry: null }],
    ['featurecollection', { type: 'FeatureCollection', features: [POINT] }],
  ])('rejects %s %j', (type, value) => {
    expect(IS_GEO[type](value)).toBe(false);
  });
});
