import type { IncomingMessage } from 'node:http';

const OVERRIDES = new Set(['PUT', 'PATCH', 'DELETE', 'GET']);

/**
 * `X-HTTP-Method-Override` for clients that can only POST: Eve's header, but on POST alone, so that no link can delete.
 * Runs before routing, in Fastify's `rewriteUrl`.
 */
export function overrideMethod(request: IncomingMessage): void {
  const method = request.headers['x-http-method-override'];
  if (request.method !== 'POST' || typeof method !== 'string') return;
  if (OVERRIDES.has(method.toUpperCase())) request.method = method.toUpperCase();
}
