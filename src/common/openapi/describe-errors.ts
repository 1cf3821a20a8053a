import type { ResponseObject } from '@nestjs/swagger';
import { InsertionFailed, ValidationFailed } from '../errors/api-error.js';
import { toErrorReply } from '../errors/error-reply.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { PROBLEM_TYPE } from '../errors/problem-details.js';
import { UNCACHED } from '../http/reply-writer.js';
import type { Reply } from '../http/reply.js';
import { headerRefs, jsonContent, schemaRef, type Schema } from './content.js';
import { HEADERS, type HeaderName } from './headers.js';

/** The meaning of a status, whichever operation answers it. */
const MEANINGS: Readonly<Record<number, string>> = {
  400: 'The request could not be understood.',
  404: 'Nothing lives at this URL.',
  405: 'The URL does not offer this method.',
  408: 'The request did not arrive in time.',
  409: 'The document collides with a stored one.',
  412: 'The document is not, or no longer, in the state that `If-Match` names.',
  413: 'The body, or the number of documents in it, is above the limit.',
  415: 'The body has no `Content-Type`, or one that is not read here.',
  428: 'The `If-Match` header is missing.',
  429: 'The client has as much under way as one client may have.',
  500: 'A defect of the service, which is in its log under this id.',
  503: 'The database cannot be reached or takes too long, or more is asked than can be served; a write that took too long may have been done.',
};

const INVALID = 'The document breaks rules of its resource.';

/** The id that the example of a defect quotes. */
const REQUEST_ID = HEADERS['X-Request-Id'].example;

/** An error as the service answers it. */
interface Refusal {
  readonly name: string;
  readonly reply: Reply;
  readonly schema: 'Error' | 'ValidationError' | 'BulkValidationError';
}

/** Errors by a name for each → the responses that the service makes of them, each with that very body as its example. */
export function describeErrors(
  errors: Readonly<Record<string, unknown>>,
  words: ErrorVocabulary,
): Record<string, ResponseObject> {
  const refusals = Object.entries(errors).map(([name, error]): Refusal => {
    const reply = toErrorReply(error, { id: REQUEST_ID }, words);
    return { name, reply, schema: schemaOf(error, reply, words) };
  });
  const statuses = new Set(refusals.map(({ reply }) => reply.status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const own = refusals.filter(({ reply }) => reply.status === status);
      return [String(status), describeRefusals(status, own)];
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

function describeRefusals(status: number, refusals: readonly Refusal[]): ResponseObject {
  const [first] = refusals;
  const names = Object.keys(HEADERS) as HeaderName[]; // `Object.keys` forgets them
  const own = { ...UNCACHED, ...first?.reply.headers };
  const sent = names.filter((name) => name.toLowerCase() in own);
  const examples = Object.fromEntries(refusals.map(({ name, reply }) => [name, reply.body]));
  const meanings = refusals.map(({ schema }) => (schema === 'Error' ? MEANINGS[status] : INVALID));
  return {
    description: [...new Set(meanings.map((meaning = 'The request is refused.') => meaning))].join(' '),
    headers: headerRefs(...sent),
    content: {
      ...jsonContent(anyOfThese(refusals.map(({ schema }) => schema)), examples),
      [PROBLEM_TYPE]: { schema: schemaRef('Problem') },
    },
  };
}

function schemaOf(error: unknown, { body }: Reply, { itemsName }: ErrorVocabulary): Refusal['schema'] {
  if (!(error instanceof ValidationFailed) && !(error instanceof InsertionFailed)) return 'Error';
  return typeof body === 'object' && body !== null && itemsName in body ? 'BulkValidationError' : 'ValidationError';
}

/** A refused document may look like any other error, where it has the status of one: then both schemas hold. */
function anyOfThese(names: readonly Refusal['schema'][]): Schema {
  const references = [...new Set(names)].map(schemaRef);
  const [only] = references;
  if (only && references.length === 1) return only;
  return names.includes('Error') ? { anyOf: references } : { oneOf: references };
}
