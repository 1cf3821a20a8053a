import type { ResponseObject } from '@nestjs/swagger';
import { PROBLEM_TYPE } from '../errors/problem-details.js';
import { toErrorReply } from '../errors/error-reply.js';
import type { Reply } from '../http/reply.js';
import { headerRefs, jsonContent, schemaRef, type Schema } from './content.js';
import { HEADERS, type HeaderName } from './headers.js';

/** What a status tells, whichever operation answers it. */
const MEANINGS: Readonly<Record<number, string>> = {
  400: 'The request could not be understood.',
  404: 'Nothing lives at this URL.',
  405: 'The URL does not offer this method.',
  409: 'The document collides with a stored one.',
  412: 'The document is not, or no longer, in the state that `If-Match` names.',
  413: 'The body, or the number of documents in it, is above the limit.',
  415: 'The body has no `Content-Type`, or one that is not read here.',
  422: 'The document breaks rules of its resource.',
  428: 'The `If-Match` header is missing.',
  500: 'A defect of the service, which is in its log under this id.',
  503: 'The database cannot be reached.',
};

/** The id that the example of a defect quotes. */
const REQUEST_ID = HEADERS['X-Request-Id'].example;

/** Errors by a name for each → the responses that the service makes of them, each with that very body as its example. */
export function describeErrors(errors: Readonly<Record<string, unknown>>): Record<string, ResponseObject> {
  const replies = Object.entries(errors).map(
    ([name, error]) => [name, toErrorReply(error, { id: REQUEST_ID })] as const,
  );
  const statuses = new Set(replies.map(([, { status }]) => status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const own = replies.filter(([, reply]) => reply.status === status);
      return [String(status), describeReplies(status, Object.fromEntries(own))];
    }),
  );
}

/** The error that a call ends in: how examples stay what the service really says. */
export function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('An example of a refused request is not refused.');
}

function describeReplies(status: number, replies: Readonly<Record<string, Reply>>): ResponseObject {
  const [first] = Object.values(replies);
  const names = Object.keys(HEADERS) as HeaderName[]; // `Object.keys` forgets them
  const sent = names.filter((name) => name.toLowerCase() in (first?.headers ?? {}));
  const examples = Object.fromEntries(Object.entries(replies).map(([name, { body }]) => [name, body]));
  return {
    description: MEANINGS[status] ?? 'The request is refused.',
    ...(sent.length > 0 && { headers: headerRefs(...sent) }),
    content: {
      ...jsonContent(oneOf(Object.values(replies).map(schemaOf)), examples),
      [PROBLEM_TYPE]: { schema: schemaRef('Problem') },
    },
  };
}

function schemaOf({ status, body }: Reply): string {
  if (status !== 422) return 'Error';
  return typeof body === 'object' && body !== null && '_items' in body ? 'BulkValidationError' : 'ValidationError';
}

function oneOf(names: readonly string[]): Schema {
  const references = [...new Set(names)].map(schemaRef);
  const [only] = references;
  return only && references.length === 1 ? only : { oneOf: references };
}
