import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { OBJECT_ID_DIGITS } from '../../types/string-forms.js';
import { schemaRef } from '../../../openapi/content.js';
import type { ParameterNames } from '../../query/query-parameters.js';

/** Members of an object by their names. */
export type Properties = Record<string, SchemaObject | ReferenceObject>;

/** An id on the wire. */
export const ID: SchemaObject = { type: 'string', pattern: `^${OBJECT_ID_DIGITS}$` };

/** The envelopes that all resources share. */
export const ENVELOPE_SCHEMAS = {
  Link: object({
    title: { type: 'string' },
    href: { type: 'string', description: 'Relative to the root of the API.' },
  }),
  ItemLinks: object(
    {
      self: schemaRef('Link'),
      parent: schemaRef('Link'),
      collection: schemaRef('Link'),
      next: schemaRef('Link'),
      prev: schemaRef('Link'),
    },
    { required: ['self'], description: 'The others are there when a document is read on its own.' },
  ),
  PageLinks: object(
    {
      self: schemaRef('Link'),
      parent: schemaRef('Link'),
      next: schemaRef('Link'),
      last: schemaRef('Link'),
      prev: schemaRef('Link'),
    },
    {
      required: ['self', 'parent'],
      description: '`next` and `last` are missing on the last page, `prev` on the first.',
    },
  ),
} as const satisfies Record<string, SchemaObject>;

/** Where a page stands among the others; its first two members are called as their parameters. */
export function pageMetaSchema({ page, maxResults }: ParameterNames): SchemaObject {
  return object(
    {
      [page]: { type: 'integer', minimum: 1 },
      [maxResults]: { type: 'integer', minimum: 0, description: 'The most items a page holds.' },
      total: {
        type: 'integer',
        minimum: 0,
        description: 'How many documents match, on all pages; missing where nothing is counted.',
      },
    },
    { required: [page, maxResults] },
  );
}

/** An object with these members, all of them required unless it says otherwise. */
export function object(properties: Properties, more: Partial<SchemaObject> = {}): SchemaObject {
  return { type: 'object', required: Object.keys(properties), properties, ...more };
}
