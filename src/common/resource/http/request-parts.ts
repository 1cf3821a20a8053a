import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../caller.js';
import { RequestCaller } from '../../http/request-caller.js';
import type { Conditions } from '../lookup/lookup.js';
import { conditionsOf } from './conditions.js';

/** Where a request goes: the variable parts of its URL, and what its hooks limit it to. */
export interface RouteLocation {
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: readonly Conditions[];
}

/** The request's `Location`, for `LookupPipe`. */
export const Located = createParamDecorator((_data: unknown, context: ExecutionContext): RouteLocation => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: RouteLocation['parameters'] }>>();
  return { parameters: request.params, conditions: conditionsOf(request) };
});

/** Whom a request is answered to. */
export const Calling = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Caller =>
    new RequestCaller(context.switchToHttp().getResponse<FastifyReply>().raw),
);

/** The query string as it was sent, without its question mark. */
export const RawQuery = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  queryOf(context.switchToHttp().getRequest<FastifyRequest>().url),
);

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}
