import cors, { type FastifyCorsOptions } from '@fastify/cors';
import { RE2JS } from 're2js';
import type { HttpAdapter } from './http-adapter.js';

/** Which pages of other origins may call the service, and with what. */
export interface CorsOptions {
  /** Origins; `*` among them allows any; no origins and no patterns switch CORS off. */
  readonly origins: readonly string[];
  /** Regular expressions, in the syntax of RE2, one of which an allowed origin matches from beginning to end. */
  readonly originPatterns: readonly string[];
  readonly requestHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  /** Seconds a browser may remember a preflight answer. */
  readonly maxAge: number;
  readonly credentials: boolean;
}

/** Adds CORS headers to every response to an allowed origin; a preflight request learns the methods of its URL. */
export async function enableCors(adapter: HttpAdapter, options: CorsOptions): Promise<void> {
  if (options.origins.length + options.originPatterns.length === 0) return;
  const isAny = options.origins.includes('*');
  const patterns = options.originPatterns.map((pattern) => RE2JS.compile(pattern));
  const isListed = (origin: string): boolean =>
    options.origins.includes(origin) || patterns.some((pattern) => pattern.matcher(origin).matches());
  const settings: FastifyCorsOptions = {
    origin: (origin, done) => {
      done(null, origin !== undefined && (isAny || isListed(origin)));
    },
    allowedHeaders: [...options.requestHeaders],
    exposedHeaders: [...options.exposedHeaders],
    maxAge: options.maxAge,
    credentials: options.credentials,
    strictPreflight: false,
    preflightContinue: true,
  };
  const fastify = adapter.getInstance();
  await fastify.register(cors, settings);
  fastify.addHook('onRequest', (request, response, done) => {
    if (request.method === 'OPTIONS' && response.hasHeader(ALLOWED_METHODS))
      response.header(ALLOWED_METHODS, adapter.allowedMethods.at(request.url).join(', '));
    done();
  });
}

/** The method list, for which the library has one answer for the whole service, while every URL has methods of its own. */
const ALLOWED_METHODS = 'access-control-allow-methods';
