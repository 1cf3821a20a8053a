import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { toErrorReply } from './error-reply.js';

/** The one place where an error becomes a response; what was not expected is logged, once, with the request's id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = toErrorReply(error, request, this.settings);
    if (reply.status === 500) request.log.error({ err: error, requestId: request.id }, 'unexpected error');
    this.host.httpAdapter.reply(http.getResponse<FastifyReply>(), reply);
  }
}
