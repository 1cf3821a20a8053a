import type { FastifyRequest } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';

/** The member of a route's configuration that says so. */
const STREAMS_BODY = 'streamsBody';

/** The media types that such a route takes as a stream. */
export const STREAMED_TYPES = ['text/csv', 'multipart/form-data'] as const;

/**
 * A route that takes CSV and multipart forms as an `Upload`, which arrives while it is read and may be larger than BODY_LIMIT; JSON is
 * parsed as everywhere, and any other media type is a 415.
 */
export function StreamsBody(): MethodDecorator {
  return RouteConfig({ [STREAMS_BODY]: true });
}

/** Whether the route of a request has `StreamsBody`. */
export function streamsBody({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly [STREAMS_BODY]?: unknown })[STREAMS_BODY] === true; // Fastify lets anything stand there
}
