import type { ErrorCode } from './error-codes.js';
import type { ErrorVocabulary } from './error-vocabulary.js';

/** The issue of one field or parameter: a message, several, or nested by sub-field or list index. */
export type Issue = string | readonly Issue[] | { readonly [name: string]: Issue };

/** Issues by field (or query parameter) name: the wire's `_issues`. */
export type Issues = Readonly<Record<string, Issue>>;

/** An expected failure: the status, headers and body members a client reads. Anything else that is thrown is a bug. */
export abstract class ApiError extends Error {
  abstract readonly status: number;
  /** The name of this kind of failure for programs: it stays, whatever becomes of the status and the message. */
  abstract readonly code: ErrorCode;
  /** Response headers that belong to this failure. */
  readonly headers: Readonly<Record<string, string>> = {};
  /** How many issues there were, where `issues` does not tell them all. */
  readonly issueCount?: number | undefined;

  /** @param issues what was wrong, by field or parameter */
  constructor(
    message: string,
    readonly issues?: Issues,
  ) {
    super(message);
    this.name = new.target.name;
  }

  /** The response body: Eve's error envelope. */
  toBody(words: ErrorVocabulary): Readonly<Record<string, unknown>> {
    return {
      [words.statusName]: words.statusErr,
      ...(this.issues && { [words.issuesName]: this.issues }),
      [words.errorName]: { code: this.status, message: this.message },
    };
  }
}

/** 400: the request could not be understood: malformed JSON, an empty document, an impossible parameter. */
export class BadRequest extends ApiError {
  readonly status = 400;
  readonly code = 'bad_request';
}

/** 400: a query parameter says something impossible; `_issues` names the parameter. */
export class BadQuery extends ApiError {
  readonly status = 400;
  readonly code = 'bad_query';

  /** @param issue what `_issues` says, where that is more than the message */
  constructor(
    readonly parameter: string,
    message: string,
    issue: Issue = message,
  ) {
    super(message, { [parameter]: issue });
  }
}

/** 403: the client may not do this, whoever it is. */
export class Forbidden extends ApiError {
  readonly status = 403;
  readonly code = 'forbidden';
}

/** 404: nothing lives at this URL. */
export class NotFound extends ApiError {
  readonly status = 404;
  readonly code = 'not_found';

  constructor(
    message = 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  ) {
    super(message);
  }
}

/** 405: the URL exists, the method does not; `Allow` lists those that do. */
export class MethodNotAllowed extends ApiError {
  readonly status = 405;
  readonly code = 'method_not_allowed';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(allowed: readonly string[]) {
    super('The method is not allowed for the requested URL.');
    this.headers = { allow: allowed.join(', ') };
  }
}

/** 408: the request, headers and body, did not arrive in time; its connection is closed. */
export class RequestTimeout extends ApiError {
  readonly status = 408;
  readonly code = 'request_timeout';

  constructor() {
    super('The request did not arrive in time.');
  }
}

/** 409: the document collides with a stored one (a unique index, an `_id` already taken). */
export class Conflict extends ApiError {
  readonly status = 409;
  readonly code = 'conflict';
}

/** 412: the document is not, or no longer, in the state the client's precondition names. */
export class PreconditionFailed extends ApiError {
  readonly status = 412;
  readonly code = 'precondition_failed';

  constructor() {
    super("Client and server etags don't match");
  }
}

/** 413: the request body, the number of documents in it, or a document that would be stored is above the limit. */
export class PayloadTooLarge extends ApiError {
  readonly status = 413;
  readonly code = 'payload_too_large';
}

/** 415: the body's Content-Type is missing or not one the resource reads. */
export class UnsupportedMediaType extends ApiError {
  readonly status = 415;
  readonly code = 'unsupported_media_type';

  /** @param wanted what to send instead */
  constructor(wanted: string) {
    super(`Unknown or no Content-Type header supplied: send ${wanted}`);
  }
}

/** 415: the body is compressed, which is not read; `Accept-Encoding` says how to send it. */
export class UnsupportedContentCoding extends ApiError {
  readonly status = 415;
  readonly code = 'unsupported_content_coding';
  override readonly headers = { 'accept-encoding': 'identity' };

  constructor(coding: string) {
    super(`The body's Content-Encoding is not read: ${coding}; send it as it is, without the header`);
  }
}

/** 415: the body's Content-Type names a charset other than UTF-8, the only one that is read. */
export class UnsupportedCharset extends ApiError {
  readonly status = 415;
  readonly code = 'unsupported_charset';

  constructor(charset: string) {
    super(`The body's charset is not read: ${charset}; send UTF-8`);
  }
}

/** 422: a changed or replacing document breaks rules of its resource; `_issues` says which. Eve sends no `_error` here. */
export class ValidationFailed extends ApiError {
  readonly status = 422;
  readonly code = 'validation_failed';

  /** @param issueCount how many issues there were, where not all of them are reported */
  constructor(
    override readonly issues: Issues,
    override readonly issueCount?: number,
  ) {
    super(`The document is not valid${describeCount(issueCount)}`, issues);
  }

  override toBody(words: ErrorVocabulary): Readonly<Record<string, unknown>> {
    const { validationErrorStatus: code, statusName, statusErr, issuesName, errorName } = words;
    const { issueCount, issues, message } = this;
    return {
      [statusName]: statusErr,
      [issuesName]: issues,
      ...(issueCount !== undefined && { [errorName]: { code, message, issueCount } }),
    };
  }
}

/** 422: of the documents to be created some are not valid, so none was; a bulk answer says for each. */
export class InsertionFailed extends ApiError {
  readonly status = 422;
  readonly code = 'insertion_failed';

  /**
   * @param results per document, in the order sent, its issues; undefined when it is valid
   * @param issueCount how many issues there were, where not all of them are reported
   */
  constructor(
    private readonly results: readonly (Issues | undefined)[],
    override readonly issueCount?: number,
  ) {
    const invalid = results.filter((issues) => issues !== undefined).length;
    super(`Insertion failure: ${invalid} document(s) contain(s) error(s)${describeCount(issueCount)}`);
  }

  override toBody(words: ErrorVocabulary): Readonly<Record<string, unknown>> {
    const [only = {}] = this.results;
    const detail =
      this.results.length === 1
        ? { [words.issuesName]: only }
        : { [words.itemsName]: this.results.map((issues) => representResult(issues, words)) };
    return {
      [words.statusName]: words.statusErr,
      ...detail,
      [words.errorName]: {
        code: words.validationErrorStatus,
        message: this.message,
        ...(this.issueCount !== undefined && { issueCount: this.issueCount }),
      },
    };
  }
}

/** The status that a service with these words answers. */
export function statusOf(error: ApiError, { validationErrorStatus }: ErrorVocabulary): number {
  const isInvalid = error instanceof ValidationFailed || error instanceof InsertionFailed;
  return isInvalid ? validationErrorStatus : error.status;
}

function describeCount(issueCount: number | undefined): string {
  return issueCount === undefined ? '' : `: ${issueCount} issues, of which the first ones are reported`;
}

function representResult(
  issues: Issues | undefined,
  { statusName, statusErr, statusOk, issuesName }: ErrorVocabulary,
): object {
  return issues === undefined ? { [statusName]: statusOk } : { [statusName]: statusErr, [issuesName]: issues };
}

/** An issue at one place of a CSV text. */
export interface CsvIssue {
  /** From 1. */
  readonly line: number;
  /** Which column, from 1; none where it is about the whole line. */
  readonly column?: number;
  /** The name of the column. */
  readonly name?: string;
  readonly message: string;
}

/** 422: a CSV text cannot be read, or holds what it must not; `_issues` lists the first 100 by the name of the file, or `body`, each with its line and column, from 1. */
export class InvalidCsv extends ApiError {
  readonly status = 422;
  readonly code = 'invalid_csv';

  /** @param file the name of the file, or `body` */
  constructor(
    private readonly file: string,
    private readonly found: readonly CsvIssue[],
  ) {
    super(`The CSV is not valid: ${describeFirst(found)}`);
  }

  override toBody(words: ErrorVocabulary): Readonly<Record<string, unknown>> {
    const { [words.errorName]: error, ...rest } = super.toBody(words);
    return { ...rest, [words.issuesName]: Object.fromEntries([[this.file, this.found]]), [words.errorName]: error };
  }
}

function describeFirst(found: readonly CsvIssue[]): string {
  const [first] = found;
  if (!first) return 'it holds no rows';
  const { line, column, name, message } = first;
  const place = [`line ${line}`, column && `column ${column}`, name !== undefined && JSON.stringify(name)];
  const others = found.length > 1 ? ` (the first of ${found.length} issues)` : '';
  return `${place.filter(Boolean).join(', ')}: ${message}${others}`;
}

/** 428: the write needs an `If-Match` header and has none. */
export class PreconditionRequired extends ApiError {
  readonly status = 428;
  readonly code = 'precondition_required';

  constructor() {
    super('To edit a document its etag must be provided using the If-Match header');
  }
}

/** 429: the client has as much under way as one client may have; it may try again after so many seconds. */
export class TooManyRequests extends ApiError {
  readonly status = 429;
  readonly code = 'too_many_requests';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.headers = { 'retry-after': String(retryAfterSeconds) };
  }
}

/** 431: the request's headers are larger than the server reads. */
export class HeadersTooLarge extends ApiError {
  readonly status = 431;
  readonly code = 'headers_too_large';

  constructor() {
    super('The headers of the request are too large.');
  }
}

/** 499: the client went away before its answer; nobody reads it, and the log shows it. */
export class ClientGone extends ApiError {
  readonly status = 499;
  readonly code = 'client_gone';

  constructor() {
    super('The client went away before it was answered.');
  }
}

/** 500: a bug of the service; the `id` in `_error` is the request's, and stands in the log beside what happened. */
export class InternalError extends ApiError {
  readonly status = 500;
  readonly code = 'internal_error';

  constructor(private readonly id: string | undefined) {
    super(
      'The server encountered an internal error and was unable to complete your request. Quote the id when you report it.',
    );
  }

  override toBody({ statusName, statusErr, errorName }: ErrorVocabulary): Readonly<Record<string, unknown>> {
    const { status, message, id } = this;
    return { [statusName]: statusErr, [errorName]: { code: status, message, ...(id !== undefined && { id }) } };
  }
}

/** 503: the database (or another part the request needs) is away or slow, or too much is asked at once; the client may retry after so many seconds. */
export class ServiceUnavailable extends ApiError {
  readonly status = 503;
  readonly code = 'service_unavailable';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.headers = { 'retry-after': String(retryAfterSeconds) };
  }
}
