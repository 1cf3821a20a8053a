import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyRequest } from 'fastify';
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
  const shared: FastifyCorsOptions = {
    origin: true,
    allowedHeaders: [...options.requestHeaders],
    exposedHeaders: [...options.exposedHeaders],
    maxAge: options.maxAge,
    credentials: options.credentials,
    strictPreflight: false,
    preflightContinue: true,
  };
  await adapter
    .getInstance()
    .register(cors, () => (request: FastifyRequest, done: (error: null, options: FastifyCorsOptions) => void) => {
      const { origin } = request.headers;
      const isAllowed = origin !== undefined && (isAny || isListed(origin));
      done(null, isAllowed ? { ...shared, methods: [...adapter.allowedMethods.at(request.url)] } : NO_CORS);
    });
}

/** For a client that is no page, or a page of an origin that is not let in. */
const NO_CORS: FastifyCorsOptions = { origin: false };
