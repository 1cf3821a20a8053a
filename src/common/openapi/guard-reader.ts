import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { onRequestHookHandler, RouteOptions } from 'fastify';
import { NotFound } from '../errors/api-error.js';

/**
 * The rights of the reader in a browser: it runs the scripts of this service and sends it requests. Swagger UI writes styles into its page
 * and has images in its style sheet; it runs no script that stands in a page.
 */
function toPolicy(publicUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${publicUrl && ` ${new URL(publicUrl).origin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The files of Swagger UI lie in one folder. */
const FILE_NAME = /^\w[\w.-]{0,99}$/;

/**
 * Guards what is served at a path and below it, the reader of the OpenAPI document: a content security policy on every
 * answer, 404 for all that is no file's name. To be called before its routes are made.
 *
 * @param publicUrl where the requests go that the reader sends, if not to where it came from; empty otherwise
 */
export function guardReader(app: NestFastifyApplication, path: string, publicUrl: string): void {
  const policy = toPolicy(publicUrl);
  const files = `${path}/*`;
  const guard: onRequestHookHandler = (request, response, done) => {
    response.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' });
    const isFile = request.routeOptions.url !== files || FILE_NAME.test(nameIn(request.url, path));
    done(isFile ? undefined : new NotFound());
  };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      if (route.url === path || route.url.startsWith(`${path}/`)) addGuard(route, guard);
    });
}

function nameIn(url: string, path: string): string {
  return (url.split('?', 1)[0] ?? '').slice(path.length + 1);
}

function addGuard(route: RouteOptions, guard: onRequestHookHandler): void {
  route.onRequest = [guard, ...[route.onRequest ?? []].flat()];
}
