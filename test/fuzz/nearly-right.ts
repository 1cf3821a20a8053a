import fc, { type Arbitrary } from 'fast-check';
import type { FieldDefinition, ValueDefinition } from '../../src/common/resource/fields/field-definition.js';
import type { FieldType } from '../../src/common/resource/types/types.js';
import { edgeJson, edgeName, edgeNumber, edgeText } from './edge-json.js';

const SOME_ID = '507f1f77bcf86cd799439011';
const position = fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 }));
const path = fc.array(position, { minLength: 2, maxLength: 3 });
const ring = position.map(([x, y]) => [
  [x, y],
  [x + 1, y],
  [x, y + 1],
  [x, y],
]);
const point = geometry('Point', position);
const date = fc.oneof(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString()),
  fc.constantFrom('Sat, 27 Aug 2005 14:37:13 GMT', '2013-04-02', '2013-04-02 10:00', '2013-04-02T10:00:00+05:30'),
);

/** How a client writes a value of each type. */
const OF_TYPE = {
  string: () =>
    fc.oneof(fc.constantFrom('a', 'abc', 'b', 'yes', 'odd', ' Word '), fc.string({ unit: 'binary', maxLength: 8 })),
  boolean: () => fc.constantFrom<unknown>(true, false, 'true', '0'),
  integer: () => fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer(), fc.constantFrom('12', 2 ** 53 - 1)),
  float: () => edgeNumber,
  number: () => edgeNumber,
  decimal: () => fc.constantFrom<unknown>('1.50', 2, '9.999999999999999999999999999999999', '0.1e1', 1.1),
  date: () => date,
  datetime: () => date,
  objectid: () => fc.constant(SOME_ID),
  dbref: () =>
    fc.record({ $ref: fc.constantFrom('people', 'a.b', '', 'a.b.c'), $id: fc.constantFrom<unknown>(SOME_ID, 'x', 5) }),
  uuid: () => fc.uuid(),
  binary: () => fc.base64String({ maxLength: 8 }),
  dict: dictOf,
  list: listOf,
  set: listOf,
  container: () => fc.constantFrom<unknown>([], {}, [1, 'a'], { a: [1] }),
  point: () => point,
  multipoint: () => geometry('MultiPoint', path),
  linestring: () => geometry('LineString', path),
  multilinestring: () => geometry('MultiLineString', fc.tuple(path, path)),
  polygon: () => geometry('Polygon', fc.tuple(ring)),
  multipolygon: () => geometry('MultiPolygon', fc.tuple(fc.tuple(ring))),
  geometrycollection: () => collection,
  feature: () => feature,
  featurecollection: () =>
    fc.record({ type: fc.constant('FeatureCollection'), features: fc.array(feature, { maxLength: 2 }) }),
} as const satisfies Record<FieldType, (definition: ValueDefinition) => Arbitrary<unknown>>;

const collection = fc.record({
  type: fc.constant('GeometryCollection'),
  geometries: fc.array(point, { maxLength: 2 }),
});
const feature = fc.record({ type: fc.constant('Feature'), geometry: fc.oneof(point, collection) });

/** A value that its definition allows, or nearly so. */
export function valueFor(definition: ValueDefinition): Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: rightValue(definition) }, { weight: 1, arbitrary: edgeJson });
}

/** A document of some of these fields, most of them right, sometimes with members that do not belong there. */
export function documentOf(fields: readonly FieldDefinition[], most = 6): Arbitrary<Readonly<Record<string, unknown>>> {
  const required = fields.filter((field) => field.required === true);
  const optional = fields.filter((field) => field.required !== true);
  const members = fc
    .subarray(optional, { maxLength: Math.min(most, optional.length) })
    .chain((chosen) =>
      fc.tuple(
        ...[...required, ...chosen].map((field) => valueFor(field).map((value) => [field.name, value] as const)),
      ),
    );
  const strangers = fc.oneof(
    { weight: 12, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(edgeName, edgeJson), { maxLength: 2 }) },
  );
  return fc.tuple(members, strangers).map(([own, others]) => Object.fromEntries([...own, ...others]));
}

function rightValue(definition: ValueDefinition): Arbitrary<unknown> {
  const { type, allowed, anyOf, oneOf, dataRelation } = definition;
  if (dataRelation?.field === 'code') return fc.constantFrom('known', 'unknown');
  if (allowed && type !== 'list') return fc.constantFrom(...allowed);
  const [only] = [type].flat();
  if (only !== undefined) return OF_TYPE[only](definition);
  const alternatives = [...(anyOf ?? []), ...(oneOf ?? [])];
  return alternatives.length > 0 ? fc.oneof(...alternatives.map(rightValue)) : fc.oneof(edgeJson, edgeText, edgeNumber);
}

function dictOf({ fields, valuesRules }: ValueDefinition): Arbitrary<unknown> {
  if (fields) return documentOf(fields);
  const name = fc.oneof(fc.constantFrom('a', 'b', 'cd'), edgeName);
  return fc.dictionary(name, valuesRules ? valueFor(valuesRules) : edgeJson, { maxKeys: 3 });
}

function listOf({ items, elements, allowed }: ValueDefinition): Arbitrary<unknown> {
  if (elements) return fc.tuple(...elements.map(valueFor));
  if (allowed) return fc.array(fc.constantFrom(...allowed), { maxLength: 3 });
  return fc.array(items ? valueFor(items) : edgeJson, { maxLength: 3 });
}

function geometry(type: string, coordinates: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.record({ type: fc.constant(type), coordinates });
}
