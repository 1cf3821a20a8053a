import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Upload } from './upload.js';

/** The body of a request to a route with `StreamsBody`, where it is an upload; undefined where it is JSON or there is none. */
export const Uploaded = createParamDecorator((_data: unknown, context: ExecutionContext): Upload | undefined => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return body instanceof Upload ? body : undefined;
});
