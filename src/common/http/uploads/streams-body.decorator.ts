import type { FastifyRequest } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';

/** The member of a route's configuration that says so. */
const STREAMS_BODY = 'streamsBody';

/** The media types that such a route takes as a stream. */
export const STREAMED_TYPES = ['text/csv', 'multipart/form-data'] as const;

/** How a route with `StreamsBody` differs from others. */
export interface StreamsBodyOptions {
  /** The text of its 415, in place of the media types. */
  readonly wanted?: string;
  /** JSON is a 415 too. */
  readonly rejectsJson?: boolean;
  /** A GET of the URL that has a body and a Content-Type is answered by this POST. */
  readonly answersGet?: boolean;
}

/**
 * A route that takes CSV and multipart forms as an `Upload`, which arrives while it is read and may be larger than BODY_LIMIT; JSON is
 * parsed as everywhere, and any other media type is a 415.
 */
export function StreamsBody(options: StreamsBodyOptions = {}): MethodDecorator {
  return RouteConfig({ [STREAMS_BODY]: options });
}

/** The `StreamsBody` options of a request's route; undefined where it has none. */
export function streamsBody({ routeOptions }: FastifyRequest): StreamsBodyOptions | undefined {
  return streamsBodyOf(routeOptions.config);
}

/** The same of the configuration of a route. */
export function streamsBodyOf(config: unknown): StreamsBodyOptions | undefined {
  const { [STREAMS_BODY]: options } = (config ?? {}) as { readonly [STREAMS_BODY]?: StreamsBodyOptions };
  return options; // Fastify lets anything stand there; only the decorator puts something under this name
}
