import type { ContentObject, HeadersObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';
import type { HeaderName } from './headers.js';

/** A schema, or a reference to one. */
export type Schema = SchemaObject | ReferenceObject;

/** A reference to the named schema. */
export function schemaRef(name: string): ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** A JSON body; its examples by name; the media types it may have. */
export function jsonContent(
  schema: Schema,
  examples: Readonly<Record<string, unknown>> = {},
  types: readonly string[] = ['application/json'],
): ContentObject {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }] as const);
  const content = { schema, ...(named.length > 0 && { examples: Object.fromEntries(named) }) };
  return Object.fromEntries(types.map((type) => [type, content]));
}

/** A reference to the description of a header. */
export function headerRef(name: HeaderName): ReferenceObject {
  return { $ref: `#/components/headers/${name}` };
}

/** The response headers of these names. */
export function headerRefs(...names: readonly HeaderName[]): HeadersObject {
  return Object.fromEntries(names.map((name) => [name, headerRef(name)]));
}
