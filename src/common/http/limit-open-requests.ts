import { ServiceUnavailable } from '../errors/api-error.js';
import type { HttpAdapter } from './http-adapter.js';
import { OpenRequests } from './open-requests.js';

const RETRY_AFTER_SECONDS = 1;

/** How many requests may be open at a time, and which are answered in any case. */
export interface RequestLimit {
  readonly most: number;
  /** The paths of what must answer under any load, without a slash at the beginning. */
  readonly exempt: readonly string[];
}

/**
 * Rejects requests beyond so many that are not answered yet: of those that have not arrived the oldest, whose client may never
 * mean to send the rest, otherwise the one that comes, before anything of its body is read. To be added after what every answer
 * is to have, such as its id and the headers of CORS.
 */
export function limitOpenRequests(adapter: HttpAdapter, { most, exempt }: RequestLimit): void {
  const exemptUrls = new Set(exempt.map((path) => `/${path}`));
  const requests = new OpenRequests();
  const makeRoom = (): boolean => {
    const unfinished = requests.oldestUnfinished;
    if (!unfinished || !adapter.rejectUnfinished(unfinished.req.socket, tooMuch())) return false;
    requests.remove(unfinished);
    return true;
  };
  adapter.getInstance().addHook('onRequest', ({ routeOptions }, response, done) => {
    if (exemptUrls.has(routeOptions.url ?? '')) {
      done();
      return;
    }
    if (requests.weight >= most && !makeRoom()) {
      done(tooMuch());
      return;
    }
    requests.add(response.raw);
    done();
  });
}

function tooMuch(): ServiceUnavailable {
  return new ServiceUnavailable('The service has too much to do; try again shortly.', RETRY_AFTER_SECONDS);
}
