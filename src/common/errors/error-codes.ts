/** The machine codes of the catalogue's errors, one for each class: the `code` of problem details. A code that was published keeps its meaning. */
export const ERROR_CODES = [
  'bad_request',
  'bad_query',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'request_timeout',
  'conflict',
  'precondition_failed',
  'payload_too_large',
  'unsupported_media_type',
  'unsupported_content_coding',
  'unsupported_charset',
  'validation_failed',
  'insertion_failed',
  'invalid_csv',
  'precondition_required',
  'too_many_requests',
  'headers_too_large',
  'client_gone',
  'internal_error',
  'service_unavailable',
] as const;

/** The machine code of an error. */
export type ErrorCode = (typeof ERROR_CODES)[number];
