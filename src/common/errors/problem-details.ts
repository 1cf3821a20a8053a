import { STATUS_CODES } from 'node:http';
import { statusOf, type ApiError } from './api-error.js';
import type { ErrorVocabulary } from './error-vocabulary.js';

/** The media type of RFC 9457, which a client names in `Accept` to get problem details in place of Eve's envelope. */
export const PROBLEM_TYPE = 'application/problem+json';

/** An error as problem details (RFC 9457): the same facts as its envelope, with the machine code, issues and results as extension members. */
export function toProblemDetails(error: ApiError, words: ErrorVocabulary): Readonly<Record<string, unknown>> {
  const { [words.issuesName]: issues, [words.itemsName]: items } = error.toBody(words);
  const status = statusOf(error, words);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    code: error.code,
    detail: error.message,
    ...(issues !== undefined && { issues }),
    ...(items !== undefined && { items }),
    ...(error.issueCount !== undefined && { issueCount: error.issueCount }),
  };
}
