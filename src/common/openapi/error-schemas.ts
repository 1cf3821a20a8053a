import type { SchemaObject } from '@nestjs/swagger';
import { schemaRef } from './content.js';

const STATUS = { type: 'string', enum: ['ERR'] } satisfies SchemaObject;
const ISSUES = {
  type: 'object',
  description: 'What was wrong, by the name of the field or query parameter.',
  additionalProperties: schemaRef('Issue'),
} satisfies SchemaObject;

/** The bodies of refused requests: Eve's error envelopes. */
export const ERROR_SCHEMAS = {
  Issue: {
    description: 'A message; several, where several rules are broken; or nested, by sub-field or list index.',
    oneOf: [{ type: 'string' }, { type: 'array', items: {} }, { type: 'object', additionalProperties: true }],
  },
  ErrorDetail: {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: { type: 'integer', description: 'The status code of the response.' },
      message: { type: 'string', description: 'What was wrong, for people.' },
      id: { type: 'string', description: 'With 500 only: the id of the request, to be quoted in a report.' },
    },
  },
  Error: {
    type: 'object',
    description: 'A refused request.',
    required: ['_status', '_error'],
    properties: { _status: STATUS, _issues: ISSUES, _error: schemaRef('ErrorDetail') },
  },
  Problem: {
    type: 'object',
    description: 'A refused request as problem details (RFC 9457), for clients that accept `application/problem+json`.',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string', description: "The status code's own name." },
      status: { type: 'integer', description: 'The status code of the response.' },
      detail: { type: 'string', description: 'What was wrong, for people.' },
      issues: ISSUES,
      items: { type: 'array', items: { type: 'object', additionalProperties: true }, description: 'As `_items`.' },
    },
  },
  ValidationError: {
    type: 'object',
    description: 'A document that breaks rules of its resource. `_error` is there when the document was to be created.',
    required: ['_status', '_issues'],
    properties: { _status: STATUS, _issues: ISSUES, _error: schemaRef('ErrorDetail') },
  },
  BulkValidationError: {
    type: 'object',
    description: 'Several documents of which some break rules of their resource: none was created.',
    required: ['_status', '_items', '_error'],
    properties: {
      _status: STATUS,
      _items: {
        type: 'array',
        description: 'A verdict on each document, in the order in which they were sent.',
        items: {
          type: 'object',
          required: ['_status'],
          properties: { _status: { type: 'string', enum: ['OK', 'ERR'] }, _issues: ISSUES },
        },
      },
      _error: schemaRef('ErrorDetail'),
    },
  },
} as const satisfies Record<string, SchemaObject>;
