import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyRequest } from 'fastify';
import type { HttpAdapter } from './http-adapter.js';

/** Which pages of other origins may call the service, and with what. */
export interface CorsOptions {
  /** Origins; `*` among them allows any; none switches CORS off. */
  readonly origins: readonly string[];
  readonly requestHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  /** Seconds a browser may remember a preflight answer. */
  readonly maxAge: number;
  readonly credentials: boolean;
}

/** Adds CORS headers to every response to an allowed origin; a preflight request learns the methods of its URL. */
export async function enableCors(adapter: HttpAdapter, options: CorsOptions): Promise<void> {
  if (options.origins.length === 0) return;
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, response, done) => {
    const allowed = request.method === 'OPTIONS' ? methodsOf(request) : '';
    if (allowed !== '') response.header('allow', allowed);
    done();
  });
  const shared: FastifyCorsOptions = {
    origin: options.origins.includes('*') || [...options.origins],
    allowedHeaders: [...options.requestHeaders],
    exposedHeaders: [...options.exposedHeaders],
    maxAge: options.maxAge,
    credentials: options.credentials,
    strictPreflight: false,
    preflightContinue: true,
  };
  await fastify.register(
    cors,
    () => (request: FastifyRequest, done: (error: null, options: FastifyCorsOptions) => void) => {
      done(null, request.headers.origin === undefined ? { origin: false } : { ...shared, methods: methodsOf(request) });
    },
  );

  function methodsOf(request: FastifyRequest): string {
    return adapter.allowedMethods.at(request.url.split('?', 1)[0] ?? '').join(', ');
  }
}
