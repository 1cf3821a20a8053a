import FindMyWay, { type HTTPMethod } from 'find-my-way';

interface RegisteredRoute {
  readonly method: string | readonly string[];
  readonly url: string;
}

/** Knows which methods each URL offers, so that a wrong one is answered 405 and OPTIONS with `Allow`: Fastify itself says 404. */
export class AllowedMethods {
  private readonly router = FindMyWay({ ignoreTrailingSlash: true });
  private readonly methodsByPath = new Map<string, Set<string>>();

  /** Takes note of a route as Fastify's `onRoute` hook reports it. */
  readonly add = ({ method, url }: RegisteredRoute): void => {
    if (url.endsWith('*')) return; // a catch-all says nothing about a URL of its own
    for (const each of [method].flat()) this.methodsOf(url).add(each);
  };

  /** The methods of a request's URL, OPTIONS among them; empty when nothing lives there. */
  at(url: string): readonly string[] {
    const found = this.router.find('GET', url.split('?', 1)[0] ?? '');
    return found ? [...(found.store as Set<string>), 'OPTIONS'] : [];
  }

  private methodsOf(path: string): Set<string> {
    const known = this.methodsByPath.get(path);
    if (known) return known;
    const methods = new Set<string>();
    this.methodsByPath.set(path, methods);
    this.router.on('GET' satisfies HTTPMethod, path, () => undefined, methods);
    return methods;
  }
}
