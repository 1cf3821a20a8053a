import { HttpException } from '@nestjs/common';
import { toDatabaseApiError } from '../database/database-error.js';
import { typesOf } from '../http/formats/media-types.js';
import { negotiate } from '../http/formats/negotiate.js';
import { Reply } from '../http/reply.js';
import {
  statusOf,
  ApiError,
  BadRequest,
  InternalError,
  NotFound,
  PayloadTooLarge,
  UnsupportedMediaType,
} from './api-error.js';
import type { ErrorVocabulary } from './error-vocabulary.js';
import { PROBLEM_TYPE, toProblemDetails } from './problem-details.js';

/** The facts of a rejected request that its answer needs. */
export interface RejectedRequest {
  readonly id?: string;
  readonly headers?: { readonly accept?: string | undefined };
}

/** Any thrown value → what the client reads. Only an expected failure reports its message; a bug reports its request's id. */
export function toErrorReply(error: unknown, { id, headers = {} }: RejectedRequest, words: ErrorVocabulary): Reply {
  const failure = toApiError(error) ?? new InternalError(id);
  const status = statusOf(failure, words);
  const wanted = negotiate(headers.accept, [...typesOf(words.renderers), PROBLEM_TYPE]);
  if (wanted !== PROBLEM_TYPE) return new Reply(status, failure.toBody(words), failure.headers);
  return new Reply(status, toProblemDetails(failure, words), { ...failure.headers, 'content-type': PROBLEM_TYPE });
}

/** The expected failure behind a thrown value; undefined when it is a bug. */
function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  return toDatabaseApiError(error) ?? fromFastify(error) ?? fromNest(error);
}

/** Fastify's own rejections, by its error codes. */
function fromFastify(error: unknown): ApiError | undefined {
  if (!isCoded(error)) return undefined;
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new UnsupportedMediaType('a media type such as application/json'); // the header names none at all
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new PayloadTooLarge('The request body is larger than this service accepts.');
    case 'ECONNRESET': // Node's, when the client goes away while it sends
      return new BadRequest('The request ended before its body was complete.');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new BadRequest(error.message);
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new NotFound();
    default:
      return undefined;
  }
}

/** Not `instanceof Error`: Node's own errors need not be of the `Error` that this code sees (in jest they are not). */
function isCoded(error: unknown): error is { readonly code: unknown; readonly message: string } {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

function fromNest(error: unknown): ApiError | undefined {
  if (!(error instanceof HttpException)) return undefined;
  return error.getStatus() === 404 ? new NotFound() : undefined;
}
