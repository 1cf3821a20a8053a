import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServiceUnavailable, UnsupportedMediaType } from '../../errors/api-error.js';
import { OpenRequests } from '../open-requests.js';
import { requireDecodable } from '../require-decodable.js';
import type { UnfinishedRequests } from '../unfinished-requests.js';
import { receiveBody, tooLarge, type UploadLimits } from './receive-body.js';
import { STREAMED_TYPES, streamsBody, type StreamsBodyOptions } from './streams-body.decorator.js';
import { Upload } from './upload.js';

/** Stands for the media type of a body that is not parsed; no client can use it, since only routes with `StreamsBody` have uploads. */
const UNPARSED = 'application/x-upload';
const RETRY_AFTER_SECONDS = 5;
/** Milliseconds in which a client may still send what nobody reads any more, so that it comes to read its answer. */
const LINGER_MS = 5000;

/** How uploads are taken. */
export interface UploadOptions extends UploadLimits {
  /** How many may arrive at a time. */
  readonly maxUploads: number;
  /** The media types that are read as JSON. */
  readonly jsonRequestContentTypes: readonly string[];
}

/** Gives routes with `StreamsBody` their bodies while they arrive: never more than so many, and each within its bounds. */
export class StreamedBodies {
  private readonly arriving = new OpenRequests();
  private readonly uploads = new WeakMap<FastifyRequest, Upload>();
  private readonly onSocket = new WeakMap<Socket, IncomingMessage>();

  constructor(
    server: FastifyInstance,
    private readonly unfinished: UnfinishedRequests,
    private readonly options: UploadOptions,
  ) {
    server.addHook('preParsing', (request, response, _payload, done) => {
      try {
        const options = streamsBody(request);
        if (options && hasBody(request)) this.accept(request, response, options);
        done();
      } catch (error) {
        done(error as Error); // only errors are thrown
      }
    });
    server.addContentTypeParser(UNPARSED, (request, _payload, done) => {
      const upload = this.uploads.get(request);
      if (upload) done(null, upload);
      else done(new UnsupportedMediaType(options.jsonRequestContentTypes.join(', ')));
    });
  }

  private accept(request: FastifyRequest, response: FastifyReply, options: StreamsBodyOptions): void {
    const { headers, raw } = request;
    const { 'content-type': contentType = '', 'content-length': length } = headers;
    const type = mediaTypeOf(contentType);
    const { jsonRequestContentTypes, uploadLimit, maxUploads } = this.options;
    const { wanted, rejectsJson = false } = options;
    if (jsonRequestContentTypes.includes(type) && !rejectsJson) return;
    lingerAfter(response);
    if (!STREAMED_TYPES.some((streamed) => streamed === type)) {
      throw new UnsupportedMediaType(wanted ?? [...STREAMED_TYPES, ...jsonRequestContentTypes].join(', '));
    }
    requireDecodable(headers);
    if (Number(length) > uploadLimit) throw tooLarge(uploadLimit);
    if (this.arriving.weight >= maxUploads) {
      throw new ServiceUnavailable(
        `${maxUploads} uploads are being read, which is the most; try again shortly.`,
        RETRY_AFTER_SECONDS,
      );
    }
    this.arriving.add(response.raw);
    const bytes = receiveBody(raw, this.options, () => this.unfinished.reject(raw.socket));
    response.raw.once('close', () => bytes.destroy()); // who rejects a request for another reason does not read it
    this.uploads.set(request, new Upload(contentType, bytes));
    this.onSocket.set(raw.socket, raw);
    headers['content-type'] = UNPARSED;
  }

  /** Whether the request on a connection may take longer than others: an upload has bounds of its own. */
  isArrivingOn(socket: Socket): boolean {
    const upload = this.onSocket.get(socket);
    return upload !== undefined && !upload.complete;
  }
}

/** An empty body of some type is one; where there is neither, the route says what it misses. */
function hasBody({ headers }: FastifyRequest): boolean {
  const { 'content-length': length, 'transfer-encoding': coding, 'content-type': type } = headers;
  return coding !== undefined || (length !== undefined && (length !== '0' || type !== undefined));
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * An answer that is given before the body is there: the rest is taken and dropped for a while. A connection that is closed at once is
 * reset, and the client may never see its answer (RFC 9112 §9.6).
 */
function lingerAfter({ raw: response }: FastifyReply): void {
  response.once('finish', () => {
    const { req: request } = response;
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
    request.once('close', () => {
      clearTimeout(timer);
    });
    request.on('error', () => undefined).unpipe();
    request.resume();
  });
}
