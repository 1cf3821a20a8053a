import { STATUS_CODES } from 'node:http';
import type { ApiError } from './api-error.js';

/** The media type of RFC 9457, which a client names in `Accept` to get problem details in place of Eve's envelope. */
export const PROBLEM_TYPE = 'application/problem+json';

/** An error as problem details (RFC 9457): the same facts as its envelope, issues and results as extension members. */
export function toProblemDetails(error: ApiError): Readonly<Record<string, unknown>> {
  const { _issues, _items } = error.toBody();
  return {
    type: 'about:blank',
    title: STATUS_CODES[error.status],
    status: error.status,
    detail: error.message,
    ...(_issues !== undefined && { issues: _issues }),
    ...(_items !== undefined && { items: _items }),
  };
}
