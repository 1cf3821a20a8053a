import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import type { FieldType, ValueDefinition } from './field-definition.js';

const SCHEMA_OF = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  float: { type: 'number' },
  number: { type: 'number' },
  datetime: { type: 'string', format: 'http-date' },
  objectid: { type: 'string', pattern: '^[a-f0-9]{24}$' },
  dict: { type: 'object', additionalProperties: true },
  list: { type: 'array' },
} as const satisfies Record<FieldType, SchemaObject>;

/** Field, or element of a list → OpenAPI 3.1 property. A sub-document with a class refers to the schema of that name. */
export function toApiProperty(value: ValueDefinition): SchemaObject | ReferenceObject {
  return withoutUndefined({
    ...shapeOf(value),
    ...(value.type === 'list' && { items: value.items ? toApiProperty(value.items) : {} }),
    ...lengthLimits(value),
    minimum: value.min,
    maximum: value.max,
    enum: value.allowed && [...value.allowed, ...(value.nullable === true ? [null] : [])],
    default: value.default,
    readOnly: value.readOnly,
    description: value.description,
    examples: value.example === undefined ? undefined : [value.example],
  });
}

function shapeOf({ type, model, nullable }: ValueDefinition): SchemaObject {
  if (type === 'dict' && model) {
    const reference = { $ref: `#/components/schemas/${model.name}` };
    // Alone beside its siblings: not every client generator reads what stands next to a `$ref`.
    return nullable === true ? { anyOf: [reference, { type: 'null' }] } : { allOf: [reference] };
  }
  return nullable === true ? { ...SCHEMA_OF[type], type: [SCHEMA_OF[type].type, 'null'] } : SCHEMA_OF[type];
}

function lengthLimits({ type, empty, minLength, maxLength }: ValueDefinition): SchemaObject {
  const least = minLength ?? (empty === false ? 1 : undefined);
  const limits = type === 'list' ? { minItems: least, maxItems: maxLength } : { minLength: least, maxLength };
  return withoutUndefined(limits);
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
