import type { IncomingMessage, Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  LogController,
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { toErrorReply } from '../errors/error-reply.js';
import { logRequest } from '../logging/log-requests.js';
import { AllowedMethods, MAX_PARAMETER_LENGTH } from './allowed-methods.js';
import { answerUnreadable } from './answer-unreadable.js';
import { overrideMethod } from './override-method.js';
import { parseFormBody } from './parse-form-body.js';
import { parseJsonBody } from './parse-json-body.js';
import { Reply } from './reply.js';
import { requestId } from './request-id.js';
import { writeReply } from './write-reply.js';

/** What the edge needs to know of the settings. */
export interface HttpOptions {
  readonly logger: FastifyBaseLogger;
  /** Largest request body, in bytes. */
  readonly bodyLimit: number;
  readonly trustProxy: boolean;
  /** A POST may name another method in `X-HTTP-Method-Override`. */
  readonly allowOverrideHttpMethod: boolean;
}

/** Fastify under Nest, with what REST clients expect of every URL: `Reply`s, known methods, JSON bodies, request ids. */
export class HttpAdapter extends FastifyAdapter {
  readonly allowedMethods = new AllowedMethods();

  constructor({ logger, bodyLimit, trustProxy, allowOverrideHttpMethod }: HttpOptions) {
    const options: FastifyHttpOptions<Server> & { skipMiddie: boolean } = {
      loggerInstance: logger,
      logController: new LogController({ disableRequestLogging: true }), // logRequests writes one line instead of two
      childLoggerFactory: (parent: FastifyBaseLogger) => parent,
      bodyLimit,
      trustProxy,
      genReqId: requestId,
      ...(allowOverrideHttpMethod && { rewriteUrl: withOverriddenMethod }),
      return503OnClosing: false, // what arrives on an open connection while stopping is still served
      forceCloseConnections: 'idle',
      frameworkErrors: answerUnroutable,
      clientErrorHandler: answerUnreadable,
      routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH },
      skipMiddie: true,
    };
    super(options);
    this.instance.addHook('onRoute', this.allowedMethods.add);
    this.closeConnectionsWhenStopping();
    this.instance.removeAllContentTypeParsers();
    this.instance.addContentTypeParser('application/json', { parseAs: 'string' }, parseJsonBody);
    this.instance.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, parseFormBody);
  }

  override reply(response: FastifyReply, body: unknown, statusCode?: number): FastifyReply {
    if (body instanceof Reply) return writeReply(response, body);
    return super.reply(response, body, statusCode);
  }

  /** An answer given while the service stops ends its connection, which would otherwise keep the service waiting. */
  private closeConnectionsWhenStopping(): void {
    let isStopping = false;
    this.instance.addHook('preClose', (done) => {
      isStopping = true;
      done();
    });
    this.instance.addHook('onSend', (_request, response, _payload, done) => {
      if (isStopping) response.header('connection', 'close');
      done();
    });
  }

  /** Errors reach the error filter as they are: it knows Fastify's. */
  override mapException(error: unknown): unknown {
    return error;
  }
}

/** Runs before routing, which is all that is asked of it: the URL stays as it is. */
function withOverriddenMethod(request: IncomingMessage): string {
  overrideMethod(request);
  return request.url ?? '/';
}

/** A URL that cannot be decoded, or a part of it beyond all measure: refused by the router, before any hook runs. */
function answerUnroutable(error: Error, request: FastifyRequest, response: FastifyReply): void {
  response.header('x-request-id', request.id);
  writeReply(response, toErrorReply(error, request));
  logRequest(request, response);
}
