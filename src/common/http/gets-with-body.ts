import type { IncomingMessage } from 'node:http';
import FindMyWay from 'find-my-way';
import { MAX_PARAMETER_LENGTH } from '../max-parameter-length.js';
import { streamsBodyOf } from './uploads/streams-body.decorator.js';

interface RegisteredRoute {
  readonly method: string | readonly string[];
  readonly url: string;
  readonly config?: unknown;
}

/** Fastify reads no body of a GET. Knows the routes with `StreamsBody` that also answer GETs, and turns GETs with a body into their POSTs before routing. */
export class GetsWithBody {
  private readonly router = FindMyWay({ ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH });

  /** Takes note of a route as Fastify's `onRoute` hook reports it. */
  readonly add = ({ method, url, config }: RegisteredRoute): void => {
    const answersGet = streamsBodyOf(config)?.answersGet === true;
    if (answersGet && [method].flat().includes('POST')) this.router.on('POST', url, () => undefined);
  };

  /** Makes a POST of a GET that has a body and a Content-Type, where its URL has such a route. */
  turn(request: IncomingMessage): void {
    const { method, headers, url = '/' } = request;
    if (method !== 'GET' || headers['content-type'] === undefined || !hasBody(request)) return;
    if (this.router.find('POST', url.split('?', 1)[0] ?? '') !== null) request.method = 'POST';
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
