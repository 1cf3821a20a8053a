import type { HeaderObject } from '@nestjs/swagger';

const DATE = 'Mon, 05 Jan 2026 09:30:00 GMT';

/** Every response header that a client may rely on; those required are in every response that lists them. */
export const HEADERS = {
  Allow: {
    description: 'The methods of this URL.',
    required: true,
    schema: { type: 'string' },
    example: 'GET, HEAD, POST, OPTIONS',
  },
  'Cache-Control': {
    description:
      'Whether the answer may be kept, and for how long; with `no-cache` it is asked about before it is used again.',
    schema: { type: 'string' },
    example: 'no-cache',
  },
  ETag: {
    description: 'The entity tag of this state, in quotes: what `If-Match` and `If-None-Match` take.',
    required: true,
    schema: { type: 'string' },
    example: '"a2850e469ccfd79270bfe9bc27de0736bf2fbffc"',
  },
  Expires: { description: 'When the answer grows stale.', schema: { type: 'string' }, example: DATE },
  'Last-Modified': {
    description: 'When what is answered was last written; left out of an empty list.',
    schema: { type: 'string' },
    example: DATE,
  },
  Location: {
    description:
      'The URL of the new document, relative to that of the service; of the first one, where there are several.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Retry-After': {
    description: 'The seconds after which to try again.',
    required: true,
    schema: { type: 'integer' },
    example: 2,
  },
  'X-Request-Id': {
    description: 'The id of the request, as the log has it: quote it when you report a problem.',
    required: true,
    schema: { type: 'string' },
    example: '3f0c1a52-6a0e-4d9b-9f57-1f6f0f2f7a11',
  },
  'X-Total-Count': {
    description: 'How many documents match, on all pages.',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 240,
  },
} as const satisfies Record<string, HeaderObject>;

/** The name of such a header. */
export type HeaderName = keyof typeof HEADERS;
