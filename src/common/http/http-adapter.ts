import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController, type FastifyBaseLogger, type FastifyHttpOptions, type FastifyReply } from 'fastify';
import type { ApiError } from '../errors/api-error.js';
import { toErrorReply } from '../errors/error-reply.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { logRequest } from '../logging/log-requests.js';
import { MAX_PARAMETER_LENGTH } from '../max-parameter-length.js';
import { AllowedMethods } from './allowed-methods.js';
import { answerUnreadable } from './answer-unreadable.js';
import { Formats, type FormatOptions } from './formats/formats.js';
import { GetsWithBody } from './gets-with-body.js';
import { overrideMethod } from './override-method.js';
import { readBodies, type BodyOptions } from './read-bodies.js';
import { readEntityTags } from './read-entity-tags.js';
import { ReplyWriter } from './reply-writer.js';
import { Reply } from './reply.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { requestId } from './request-id.js';
import { UnfinishedRequests } from './unfinished-requests.js';
import { StreamedBodies, type UploadOptions } from './uploads/stream-bodies.js';

/** The settings of the edge. */
export interface HttpOptions extends FormatOptions, BodyOptions, UploadOptions {
  readonly logger: FastifyBaseLogger;
  /** Longest time in which a request must arrive, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Largest answer, in bytes. */
  readonly answerLimit: number;
  readonly trustProxy: boolean;
  /** The names in the bodies of errors. */
  readonly words: ErrorVocabulary;
  /** A POST may name another method in `X-HTTP-Method-Override`. */
  readonly allowOverrideHttpMethod: boolean;
}

/** Milliseconds between two looks at what has not arrived yet, at the most. */
const MOST_BETWEEN_CHECKS = 1_000;

/** Fastify under Nest, with what REST clients expect of every URL: bodies and `Reply`s in their formats, known methods, request ids. */
export class HttpAdapter extends FastifyAdapter {
  readonly allowedMethods = new AllowedMethods();
  private readonly getsWithBody = new GetsWithBody();
  /** The names in the bodies of errors. */
  readonly words: ErrorVocabulary;
  private readonly writer: ReplyWriter;
  private readonly unfinished: UnfinishedRequests;
  private readonly streamed: StreamedBodies;

  constructor({ logger, answerLimit, trustProxy, words, allowOverrideHttpMethod, ...edge }: HttpOptions) {
    const { requestTimeoutMs } = edge;
    const formats = new Formats(edge);
    const writer = new ReplyWriter({ formats, words, answerLimit });
    const options: FastifyHttpOptions<Server> & { skipMiddie: boolean } = {
      loggerInstance: logger,
      logController: new LogController({ disableRequestLogging: true }), // logRequests writes one line instead of two
      childLoggerFactory: (parent: FastifyBaseLogger) => parent,
      bodyLimit: edge.bodyLimit,
      requestTimeout: requestTimeoutMs,
      http: {
        requestTimeout: requestTimeoutMs,
        headersTimeout: requestTimeoutMs,
        connectionsCheckingInterval: Math.min(requestTimeoutMs / 4, MOST_BETWEEN_CHECKS),
      },
      trustProxy,
      genReqId: requestId,
      rewriteUrl: (request) => {
        if (allowOverrideHttpMethod) overrideMethod(request);
        this.getsWithBody.turn(request);
        return request.url ?? '/'; // runs before routing, which is all that is asked of it: the URL stays as it is
      },
      // a URL that cannot be decoded, or a part of it beyond all measure: rejected by the router, before any hook runs
      frameworkErrors: (error, request, response) => {
        response.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
        writer.write(response, toErrorReply(error, request, words));
        logRequest(request, response);
      },
      clientErrorHandler: (error, socket) => {
        if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
          if (this.streamed.isArrivingOn(socket) || this.unfinished.reject(socket)) return;
        }
        answerUnreadable(error, socket, { format: formats.usual, words });
      },
      routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH },
      skipMiddie: true,
    };
    super(options);
    this.unfinished = new UnfinishedRequests(this.instance);
    this.words = words;
    this.writer = writer;
    this.instance.addHook('onRoute', this.allowedMethods.add);
    this.instance.addHook('onRoute', this.getsWithBody.add);
    this.instance.addHook('onRequest', (_request, response, done) => {
      response.headers(SECURITY_HEADERS);
      done();
    });
    this.passOverExpectations();
    readEntityTags(this.instance, formats);
    readBodies(this.instance, edge);
    this.streamed = new StreamedBodies(this.instance, this.unfinished, edge);
  }

  override reply(response: FastifyReply, body: unknown, statusCode?: number): FastifyReply {
    if (body instanceof Reply) return this.writer.write(response, body);
    return super.reply(response, body, statusCode);
  }

  /** Ends a connection on which a request has not arrived yet, with an answer where there can be one. Says whether that is done. */
  rejectUnfinished(socket: Socket, rejection: ApiError): boolean {
    return this.unfinished.reject(socket, rejection);
  }

  /** `Expect` with anything but `100-continue`: a server may leave it (RFC 9110 §10.1.1); Node's 417 would have no body. */
  private passOverExpectations(): void {
    const { server } = this.instance;
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  }

  /** Errors reach the error filter as they are: it knows Fastify's. */
  override mapException(error: unknown): unknown {
    return error;
  }
}
