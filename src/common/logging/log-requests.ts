import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** One line for every request, with the id that the response carries in `X-Request-Id`. */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onRequest', (request, response, done) => {
    response.header('x-request-id', request.id);
    done();
  });
  if (!logger.isLevelEnabled('info')) return;
  fastify.addHook('onResponse', (request, response, done) => {
    logRequest(request, response);
    done();
  });
}

/** The line of an answered request. */
export function logRequest(request: FastifyRequest, response: FastifyReply): void {
  request.log.info(
    {
      requestId: request.id,
      method: request.method,
      url: request.url,
      status: response.statusCode,
      milliseconds: Math.round(response.elapsedTime * 10) / 10,
      remoteAddress: request.ip,
    },
    'request',
  );
}
