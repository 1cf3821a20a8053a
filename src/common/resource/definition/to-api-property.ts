import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { FieldDefinition, FieldType, ValueDefinition } from './field-definition.js';

const SCHEMA_OF = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  float: { type: 'number' },
  number: { type: 'number' },
  datetime: { type: 'string' },
  objectid: { type: 'string', pattern: '^[a-f0-9]{24}$' },
  dict: { type: 'object' },
  list: { type: 'array' },
} as const satisfies Record<FieldType, object>;

/** Field → OpenAPI property. */
export function toApiProperty(field: FieldDefinition): ApiPropertyOptions {
  return { ...toSchema(field), required: field.required ?? false }; // swagger's union is not assignable member by member
}

function toSchema(value: ValueDefinition): Record<string, unknown> {
  return withoutUndefined({
    ...(value.type === 'dict' && value.model ? { type: () => value.model } : SCHEMA_OF[value.type]),
    ...(value.type === 'list' && { items: value.items ? toSchema(value.items) : {} }),
    ...lengthLimits(value),
    minimum: value.min,
    maximum: value.max,
    enum: value.allowed,
    default: value.default,
    nullable: value.nullable,
    readOnly: value.readOnly,
    description: value.description,
    example: value.example,
  });
}

function lengthLimits({ type, empty, minLength, maxLength }: ValueDefinition): Record<string, unknown> {
  const least = minLength ?? (empty === false ? 1 : undefined);
  return type === 'list' ? { minItems: least, maxItems: maxLength } : { minLength: least, maxLength };
}

function withoutUndefined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
