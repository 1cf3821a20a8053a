import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ApiError, BadRequest, HeadersTooLarge, RequestTimeout } from '../errors/api-error.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { toErrorReply } from '../errors/error-reply.js';
import type { Format } from './formats/format.js';
import { UNCACHED } from './reply-writer.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** The inputs of an answer on a bare connection. */
interface Wording {
  readonly format: Format;
  readonly words: ErrorVocabulary;
}

/** Answers what Node cannot read as HTTP, on the bare connection; there is no request yet to accept a format, and none to log. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket, { format, words }: Wording): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = toErrorReply(explain(error.code), {}, words);
  const text = format.write(body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries({ ...SECURITY_HEADERS, ...UNCACHED, ...format.headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

function explain(code: string | undefined): ApiError {
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge();
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTimeout();
  return new BadRequest('The request is not valid HTTP.');
}
