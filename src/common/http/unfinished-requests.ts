import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestTimeout, type ApiError } from '../errors/api-error.js';

interface Exchange {
  readonly request: FastifyRequest;
  readonly response: FastifyReply;
}

/** Knows the last request of each connection: one whose body does not arrive in time is rejected as any other. */
export class UnfinishedRequests {
  private readonly last = new WeakMap<Socket, Exchange>();

  constructor(server: FastifyInstance) {
    server.addHook('onRequest', (request, response, done) => {
      this.last.set(request.raw.socket, { request, response });
      done();
    });
    // A connection that is kept open must not keep what came through it.
    server.addHook('onResponse', ({ raw }, _response, done) => {
      if (raw.complete && this.last.get(raw.socket)?.request.raw === raw) this.last.delete(raw.socket);
      done();
    });
  }

  /**
   * Ends a connection on which a request does not arrive in time. Says whether that is done: a request whose headers are
   * missing, and nothing before it, is not known here.
   */
  reject(socket: Socket, rejection: ApiError = new RequestTimeout()): boolean {
    const exchange = this.last.get(socket);
    if (!exchange) return false;
    const { request, response } = exchange;
    if (request.raw.complete && response.sent) return false; // it is the next one
    if (response.sent || request.raw.listenerCount('error') === 0) {
      socket.destroy(); // its answer is given, or is not about its body: there can be no second one
      return true;
    }
    response.header('connection', 'close');
    request.raw.emit('error', rejection); // who reads the body answers with it
    return true;
  }
}
