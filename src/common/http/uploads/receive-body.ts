import type { IncomingMessage } from 'node:http';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { BadRequest, PayloadTooLarge } from '../../errors/api-error.js';

/** How large a body may be, and how long it may take. */
export interface UploadLimits {
  /** Bytes. */
  readonly uploadLimit: number;
  /** Milliseconds until all of it is there. */
  readonly uploadTimeoutMs: number;
  /** Milliseconds in which some of it must come. */
  readonly requestTimeoutMs: number;
}

/**
 * The bytes of a request as a stream that fails where the client goes away (`BadRequest`), sends too much (`PayloadTooLarge`) or is
 * too slow, of which `onLate` says what becomes.
 */
export function receiveBody(raw: IncomingMessage, limits: UploadLimits, onLate: () => void): Readable {
  const bytes = new LimitedBytes(limits.uploadLimit);
  const total = setTimeout(onLate, limits.uploadTimeoutMs).unref();
  // Only while the client is to send: what reads the stream may take its time.
  const idle = setTimeout(() => {
    if (!raw.isPaused()) onLate();
    else idle.refresh();
  }, limits.requestTimeoutMs).unref();
  const fail = (error: Error): void => void bytes.destroy(error);
  const onData = (): void => void idle.refresh();
  const onClose = (): void => {
    if (!raw.complete) fail(new BadRequest('The request ended before its body was complete.'));
  };
  bytes.on('error', () => undefined); // who reads it is reported
  bytes.once('close', () => {
    clearTimeout(total);
    clearTimeout(idle);
    raw.off('data', onData).off('close', onClose);
  });
  raw.on('error', fail).on('data', onData).on('close', onClose);
  raw.pipe(bytes);
  return bytes;
}

/** Passes bytes on, up to so many. */
class LimitedBytes extends Transform {
  private count = 0;

  constructor(private readonly most: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.count += chunk.length;
    if (this.count > this.most) done(tooLarge(this.most));
    else done(null, chunk);
  }
}

/** The rejection of an upload of too many bytes. */
export function tooLarge(limit: number): PayloadTooLarge {
  return new PayloadTooLarge(
    `The request body is larger than the ${limit} bytes that this service takes (UPLOAD_LIMIT).`,
  );
}
