import type { IncomingMessage } from 'node:http';

const OVERRIDES = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** No URL offers it: what is asked for in vain is answered 405. */
const NEVER_OFFERED = 'TRACE';

/**
 * `X-HTTP-Method-Override` for clients that can only POST: Eve's header, but on POST alone, so that no link can delete.
 * Runs before routing, in Fastify's `rewriteUrl`.
 */
export function overrideMethod(request: IncomingMessage): void {
  const method = request.headers['x-http-method-override'];
  if (request.method !== 'POST' || typeof method !== 'string') return;
  const wanted = method.toUpperCase();
  request.method = OVERRIDES.has(wanted) ? wanted : NEVER_OFFERED;
}
