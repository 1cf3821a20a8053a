import type { SchemaObject } from '@nestjs/swagger';
import { ERROR_CODES } from '../errors/error-codes.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { schemaRef } from './content.js';

const ISSUES = {
  type: 'object',
  description: 'What was wrong, by the name of the field or query parameter.',
  additionalProperties: schemaRef('Issue'),
} satisfies SchemaObject;

const ISSUE_COUNT = {
  type: 'integer',
  description: 'How many issues there were, where not all of them are reported: an answer reports the first 100.',
} satisfies SchemaObject;

/** The bodies of rejected requests: Eve's error envelopes, in the words of the service, and problem details. */
export function errorSchemas(words: ErrorVocabulary): Record<string, SchemaObject> {
  const { itemsName } = words;
  return {
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
        issueCount: ISSUE_COUNT,
        id: { type: 'string', description: 'With 500 only: the id of the request, to be quoted in a report.' },
      },
    },
    ...envelopes(words),
    Problem: {
      type: 'object',
      description:
        'A rejected request as problem details (RFC 9457), for clients that accept `application/problem+json`.',
      required: ['type', 'title', 'status', 'code', 'detail'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string', description: "The status code's own name." },
        status: { type: 'integer', description: 'The status code of the response.' },
        code: {
          type: 'string',
          enum: [...ERROR_CODES],
          description:
            'The kind of failure, for programs: it stays the same, whatever the status and the texts become.',
        },
        detail: { type: 'string', description: 'What was wrong, for people.' },
        issues: ISSUES,
        issueCount: ISSUE_COUNT,
        items: {
          type: 'array',
          items: { type: 'object', additionalProperties: true },
          description: `As \`${itemsName}\`.`,
        },
      },
    },
    ...validationEnvelopes(words),
  };
}

function envelopes({ statusName, statusErr, issuesName, errorName }: ErrorVocabulary): Record<string, SchemaObject> {
  const status = { type: 'string', enum: [statusErr] };
  return {
    Error: {
      type: 'object',
      description: 'A rejected request.',
      required: [statusName, errorName],
      properties: { [statusName]: status, [issuesName]: ISSUES, [errorName]: schemaRef('ErrorDetail') },
    },
  };
}

function validationEnvelopes(words: ErrorVocabulary): Record<string, SchemaObject> {
  const { statusName, statusOk, statusErr, issuesName, errorName, itemsName } = words;
  const status = { type: 'string', enum: [statusErr] };
  return {
    ValidationError: {
      type: 'object',
      description: `A document that breaks rules of its resource. \`${errorName}\` is there when the document was to be created.`,
      required: [statusName, issuesName],
      properties: { [statusName]: status, [issuesName]: ISSUES, [errorName]: schemaRef('ErrorDetail') },
    },
    BulkValidationError: {
      type: 'object',
      description: 'Several documents of which some break rules of their resource: none was created.',
      required: [statusName, itemsName, errorName],
      properties: {
        [statusName]: status,
        [itemsName]: {
          type: 'array',
          description: 'A verdict on each document, in the order in which they were sent.',
          items: {
            type: 'object',
            required: [statusName],
            properties: { [statusName]: { type: 'string', enum: [statusOk, statusErr] }, [issuesName]: ISSUES },
          },
        },
        [errorName]: schemaRef('ErrorDetail'),
      },
    },
  };
}
