import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../../dates/date-format.js';
import type { FieldDefinition, MemberRules, ValueDefinition } from '../../fields/field-definition.js';
import { canBe, isOfKind, onlyTypeOf, typesOf } from '../../types/field-types.js';
import { TYPES, type FieldType } from '../../types/types.js';
import { writeDates } from '../../definition/write-dates.js';

type Property = SchemaObject | ReferenceObject;

/** The context of a property: the service's format of dates, the rules of its members, the catalogue of schemas. */
export interface PropertyContext extends MemberRules {
  readonly date: SchemaObject;
  readonly dates: DateFormat;
  /** The fields of a sub-document may be named with dots in the document around it. */
  readonly normalizeDottedFields: boolean;
  /** Keeps the schema of a class; gives the name to refer to it by. */
  readonly keep: (model: { readonly name: string }, schema: SchemaObject) => string;
}

const DEFAULT_CONTEXT: PropertyContext = {
  date: TYPES.datetime.property,
  dates: DEFAULT_DATE_FORMAT,
  normalizeDottedFields: true,
  keep: ({ name }) => name,
};

/** Field, or element of a list → OpenAPI 3.1 property. A sub-document with a class refers to the schema kept for it. */
export function toApiProperty(value: ValueDefinition, context = DEFAULT_CONTEXT): Property {
  const write = (given: unknown): unknown => writeDates(given, value, context.dates);
  return withoutUndefined({
    ...shapeOf(value, context),
    ...elementsOf(value, context),
    ...membersOf(value, context),
    ...lengthLimits(value),
    ...alternativesOf(value, context),
    minimum: typeof value.min === 'number' ? value.min : undefined,
    maximum: typeof value.max === 'number' ? value.max : undefined,
    ...(value.regex !== undefined && { pattern: anchored(value.regex) }),
    default: write(value.default),
    readOnly: value.readOnly,
    ...(value.description !== undefined && { description: value.description }),
    examples: value.example === undefined ? undefined : [write(value.example)],
  });
}

/** An object of these fields; what is unknown is rejected unless a rule allows it, but a field of a sub-document may be named with a dot. */
export function toApiObject(fields: readonly FieldDefinition[], context: PropertyContext): SchemaObject {
  const { allowUnknown, purgeUnknown, requireAll = false, normalizeDottedFields } = context;
  const required = fields.filter((field) => field.required ?? requireAll).map(({ name }) => name);
  const hasParts = fields.some(({ type, readOnly }) => type === 'dict' && readOnly !== true);
  const isOpen = allowUnknown === true || purgeUnknown === true;
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(fields.map((field) => [field.name, toApiProperty(field, context)])),
    ...(isOpen && { additionalProperties: true }),
    ...(!isOpen && !(hasParts && normalizeDottedFields) && { additionalProperties: false }),
  };
}

function shapeOf(value: ValueDefinition, context: PropertyContext): SchemaObject {
  const { nullable } = value;
  const allowed = value.allowed?.map((one) => writeDates(one, value, context.dates));
  const types = typesOf(value);
  const choice = allowed && !isList(value) && { enum: [...allowed, ...(nullable === true ? [null] : [])] };
  const document = onlyTypeOf(value) === 'dict' ? documentOf(value, context) : undefined;
  if (document && '$ref' in document) {
    // Alone beside its siblings: not every client generator reads what stands next to a `$ref`.
    return nullable === true ? { anyOf: [document, { type: 'null' }] } : { allOf: [document] };
  }
  const [only, ...others] = types.map((type): SchemaObject => document ?? schemaOf(type, context));
  if (!only) return { ...choice };
  if (others.length > 0)
    return { anyOf: [only, ...others, ...(nullable === true ? [{ type: 'null' }] : [])], ...choice };
  // OpenAPI 3.1 has lists of types, swagger's types do not.
  const type = (nullable === true ? [only.type, 'null'].flat() : only.type) as string;
  return { ...only, type, ...choice };
}

function schemaOf(type: FieldType, { date }: PropertyContext): SchemaObject {
  return isOfKind(type, 'date') ? date : TYPES[type].property;
}

/** A sub-document that declares its fields; what it does not say about its members, the document around it does. */
function documentOf(value: ValueDefinition, around: PropertyContext): Property | undefined {
  const { fields, model } = value;
  if (!fields) return undefined;
  const schema = toApiObject(fields, {
    ...around,
    allowUnknown: value.allowUnknown ?? around.allowUnknown,
    purgeUnknown: value.purgeUnknown ?? around.purgeUnknown,
    requireAll: value.requireAll ?? around.requireAll,
  });
  return model ? { $ref: `#/components/schemas/${around.keep(model, schema)}` } : schema;
}

function elementsOf(value: ValueDefinition, context: PropertyContext): object {
  if (!isList(value)) return {};
  const { items = {}, elements } = value;
  const allowed = value.allowed?.map((one) => writeDates(one, items, context.dates));
  if (elements) {
    const prefixItems = elements.map((element) => toApiProperty(element, context));
    return { prefixItems, minItems: elements.length, items: false };
  }
  return { items: { ...toApiProperty(items, context), ...(allowed && { enum: allowed }) } };
}

function membersOf({ keysRules, valuesRules }: ValueDefinition, context: PropertyContext): object {
  return withoutUndefined({
    propertyNames: keysRules && toApiProperty(keysRules, context),
    additionalProperties: valuesRules && toApiProperty(valuesRules, context),
  });
}

function alternativesOf({ anyOf, oneOf, allOf, noneOf, forbidden }: ValueDefinition, context: PropertyContext): object {
  const describe = (alternatives: readonly ValueDefinition[] | undefined): Property[] | undefined =>
    alternatives?.map((alternative) => toApiProperty(alternative, context));
  const none = [...(describe(noneOf) ?? []), ...(forbidden ? [{ enum: forbidden }] : [])];
  return withoutUndefined({
    anyOf: describe(anyOf),
    oneOf: describe(oneOf),
    allOf: describe(allOf),
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

/** The pattern as the rule means it: from the beginning, and to the end also where it does not say so. */
function anchored(regex: string): string {
  return `^(?:${regex.endsWith('$') ? regex : `${regex}$`})`;
}

function isList(value: ValueDefinition): boolean {
  return canBe('list', value);
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
