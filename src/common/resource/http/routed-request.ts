import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../caller.js';
import { RequestCaller } from '../../http/request-caller.js';
import type { ConditionalHeaders } from '../document/preconditions.js';
import type { Lookup } from '../lookup/lookup.js';
import { conditionsOf } from './added-conditions.js';
import type { LookupReader, RouteLocation } from './lookup-reader.js';

/** A request as the routes of a resource get it: everything but its body. */
export interface RoutedRequest {
  readonly lookup: Lookup;
  /** Whom it is answered to. */
  readonly caller: Caller;
  /** The query string as it was sent, without its question mark. */
  readonly rawQuery: string;
  readonly headers: ConditionalHeaders & { readonly 'if-match'?: string | undefined };
}

/** The request, about the documents that this reader finds in its URL; `NotFound` where it finds none. */
export const Routed = createParamDecorator((lookups: LookupReader, context: ExecutionContext): RoutedRequest => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest<{ Params: RouteLocation['parameters'] }>>();
  return {
    lookup: lookups.read({ parameters: request.params, conditions: conditionsOf(request) }),
    caller: new RequestCaller(http.getResponse<FastifyReply>().raw),
    rawQuery: queryOf(request.url),
    headers: request.headers,
  };
});

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}
