import FindMyWay, { type HTTPMethod } from 'find-my-way';
import { MAX_PARAMETER_LENGTH } from '../max-parameter-length.js';

interface RegisteredRoute {
  readonly method: string | readonly string[];
  readonly url: string;
}

interface KnownRoute {
  /** Without parameters. */
  readonly isExact: boolean;
}

/** In the order in which `Allow` names them. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly HTTPMethod[];

/** Knows which methods each URL offers, so that a wrong one is answered 405 and OPTIONS with `Allow`: Fastify itself says 404. */
export class AllowedMethods {
  private readonly router = FindMyWay({ ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH });
  /** `GET /people/:id(…)`, …, as they were registered. */
  readonly routes: string[] = [];

  /** Takes note of a route as Fastify's `onRoute` hook reports it. */
  readonly add = ({ method, url }: RegisteredRoute): void => {
    if (url.endsWith('*')) return; // a catch-all says nothing about a URL of its own
    for (const each of METHODS.filter((known) => [method].flat().includes(known))) {
      this.router.on(each, url, () => undefined, { isExact: !url.includes(':') } satisfies KnownRoute);
      this.routes.push(`${each} ${url}`);
    }
  };

  /**
   * The methods of a request's URL, OPTIONS among them; empty when nothing lives there. A URL that is registered as it is has its own
   * methods alone, whatever routes with parameters match it too.
   */
  at(url: string): readonly string[] {
    const path = url.split('?', 1)[0] ?? '';
    const found = METHODS.flatMap((method) => {
      const route = this.router.find(method, path)?.store as KnownRoute | undefined; // as `add` has put it there
      return route ? [{ method, ...route }] : [];
    });
    const exact = found.filter(({ isExact }) => isExact);
    const offered = (exact.length > 0 ? exact : found).map(({ method }) => method);
    return offered.length === 0 ? [] : [...offered, 'OPTIONS'];
  }
}
