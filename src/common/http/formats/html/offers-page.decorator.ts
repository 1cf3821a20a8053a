import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** The member of a route's configuration that says so. */
const OFFERS_PAGE = 'offersPage';

/** A route whose replies may be pages: a client that likes HTML best gets one, whatever the settings say of formats. */
export function OffersPage(): MethodDecorator {
  return RouteConfig({ [OFFERS_PAGE]: true });
}

/** Whether the route of a request has `OffersPage`. */
export function offersPage({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return (routeOptions.config as { readonly [OFFERS_PAGE]?: unknown } | undefined)?.[OFFERS_PAGE] === true; // Fastify lets anything stand there
}
