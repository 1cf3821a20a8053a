import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import type { FieldType, ValueDefinition } from './field-definition.js';
import { onlyTypeOf, typesOf } from './field-types.js';

type Property = SchemaObject | ReferenceObject;

const POSITION: SchemaObject = { type: 'array', items: { type: 'number' }, minItems: 2 };

const SCHEMA_OF = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  float: { type: 'number' },
  number: { type: 'number' },
  decimal: { type: 'string', format: 'decimal' },
  date: { type: 'string', format: 'http-date' },
  datetime: { type: 'string', format: 'http-date' },
  objectid: { type: 'string', pattern: '^[a-f0-9]{24}$' },
  dbref: {
    type: 'object',
    required: ['$ref', '$id'],
    properties: { $ref: { type: 'string' }, $id: { type: 'string' }, $db: { type: 'string' } },
  },
  binary: { type: 'string', format: 'byte' },
  dict: { type: 'object', additionalProperties: true },
  list: { type: 'array' },
  set: { type: 'array', uniqueItems: true },
  container: { type: ['object', 'array'] },
  point: geometry('Point', POSITION),
  multipoint: geometry('MultiPoint', listOf(POSITION)),
  linestring: geometry('LineString', listOf(POSITION)),
  multilinestring: geometry('MultiLineString', listOf(listOf(POSITION))),
  polygon: geometry('Polygon', listOf(listOf(POSITION))),
  multipolygon: geometry('MultiPolygon', listOf(listOf(listOf(POSITION)))),
  geometrycollection: geoJson('GeometryCollection', { geometries: listOf({ type: 'object' }) }),
  feature: geoJson('Feature', { geometry: { type: 'object' } }),
  featurecollection: geoJson('FeatureCollection', { features: listOf({ type: 'object' }) }),
} as const satisfies Record<FieldType, SchemaObject>;

/** Field, or element of a list → OpenAPI 3.1 property. A sub-document with a class refers to the schema of that name. */
export function toApiProperty(value: ValueDefinition): Property {
  return withoutUndefined({
    ...shapeOf(value),
    ...elementsOf(value),
    ...membersOf(value),
    ...lengthLimits(value),
    ...alternativesOf(value),
    minimum: typeof value.min === 'number' ? value.min : undefined,
    maximum: typeof value.max === 'number' ? value.max : undefined,
    ...(value.regex !== undefined && { pattern: anchored(value.regex) }),
    default: value.default,
    readOnly: value.readOnly,
    description: value.description,
    examples: value.example === undefined ? undefined : [value.example],
  });
}

function shapeOf(value: ValueDefinition): SchemaObject {
  const { model, nullable, allowed } = value;
  const types = typesOf(value);
  const choice = allowed && !isList(value) && { enum: [...allowed, ...(nullable === true ? [null] : [])] };
  if (model && onlyTypeOf(value) === 'dict') {
    const reference = { $ref: `#/components/schemas/${model.name}` };
    // Alone beside its siblings: not every client generator reads what stands next to a `$ref`.
    return nullable === true ? { anyOf: [reference, { type: 'null' }] } : { allOf: [reference] };
  }
  const [only, ...others] = types.map((type): SchemaObject => SCHEMA_OF[type]);
  if (!only) return { ...choice };
  if (others.length > 0)
    return { anyOf: [only, ...others, ...(nullable === true ? [{ type: 'null' }] : [])], ...choice };
  // OpenAPI 3.1 has lists of types, swagger's types do not.
  const type = (nullable === true ? [only.type, 'null'].flat() : only.type) as string;
  return { ...only, type, ...choice };
}

function elementsOf(value: ValueDefinition): object {
  if (!isList(value)) return {};
  const { items, elements, allowed } = value;
  if (elements) return { prefixItems: elements.map(toApiProperty), minItems: elements.length, items: false };
  return { items: { ...(items && toApiProperty(items)), ...(allowed && { enum: allowed }) } };
}

function membersOf({ keysRules, valuesRules }: ValueDefinition): object {
  return withoutUndefined({
    propertyNames: keysRules && toApiProperty(keysRules),
    additionalProperties: valuesRules && toApiProperty(valuesRules),
  });
}

function alternativesOf({ anyOf, oneOf, allOf, noneOf, forbidden }: ValueDefinition): object {
  const none = [...(noneOf ?? []).map(toApiProperty), ...(forbidden ? [{ enum: forbidden }] : [])];
  return withoutUndefined({
    anyOf: anyOf?.map(toApiProperty),
    oneOf: oneOf?.map(toApiProperty),
    allOf: allOf?.map(toApiProperty),
    not: none.length > 0 ? { anyOf: none } : undefined,
  });
}

function lengthLimits(value: ValueDefinition): object {
  const { minLength, maxLength, empty } = value;
  const least = minLength ?? (empty === false ? 1 : undefined);
  if (isList(value)) return withoutUndefined({ minItems: least, maxItems: maxLength });
  if (onlyTypeOf(value) === 'dict') return withoutUndefined({ minProperties: least, maxProperties: maxLength });
  return withoutUndefined({ minLength: least, maxLength });
}

/** What the rule means: from the beginning, and to the end also where it does not say so. */
function anchored(regex: string): string {
  return `^(?:${regex.endsWith('$') ? regex : `${regex}$`})`;
}

function isList(value: ValueDefinition): boolean {
  return typesOf(value).some((type) => type === 'list' || type === 'set');
}

function geometry(name: string, coordinates: SchemaObject): SchemaObject {
  return geoJson(name, { coordinates });
}

function geoJson(name: string, members: Record<string, SchemaObject>): SchemaObject {
  const properties: Record<string, SchemaObject> = { type: { type: 'string', enum: [name] }, ...members };
  return { type: 'object', required: Object.keys(properties), properties, additionalProperties: false };
}

function listOf(items: SchemaObject): SchemaObject {
  return { type: 'array', items };
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
