import type { FastifyInstance } from 'fastify';
import { ServiceUnavailable } from '../errors/api-error.js';
import { OpenRequests } from './open-requests.js';

const RETRY_AFTER_SECONDS = 1;

/** How many requests may be open at a time, and which are answered in any case. */
export interface RequestLimit {
  readonly most: number;
  /** The paths of what must answer under any load, without a slash at the beginning. */
  readonly exempt: readonly string[];
}

/**
 * Refuses requests beyond so many that are not answered yet, before anything of their bodies is read. To be added after what
 * every answer is to have, such as its id and the headers of CORS.
 */
export function limitOpenRequests(server: FastifyInstance, { most, exempt }: RequestLimit): void {
  const exemptUrls = new Set(exempt.map((path) => `/${path}`));
  const requests = new OpenRequests();
  server.addHook('onRequest', ({ routeOptions }, response, done) => {
    if (exemptUrls.has(routeOptions.url ?? '')) {
      done();
      return;
    }
    if (requests.weight >= most) {
      done(new ServiceUnavailable('The service has too much to do; try again shortly.', RETRY_AFTER_SECONDS));
      return;
    }
    requests.add(response.raw);
    done();
  });
}
