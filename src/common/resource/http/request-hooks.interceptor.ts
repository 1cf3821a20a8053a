import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { toErrorReply } from '../../errors/error-reply.js';
import type { ErrorVocabulary } from '../../errors/error-vocabulary.js';
import type { Reply } from '../../http/reply.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { PostHookPoint, PreHookPoint, RequestHooks } from '../hooks/hooks-by-point.js';
import { afterWrite, pipe } from '../hooks/run-hooks.js';
import type { Conditions } from '../lookup/conditions.js';
import { addConditions } from './added-conditions.js';
import { toHookRequest, type HookRequest } from '../hooks/hook-request.js';
import { OfResource } from './of-resource.decorator.js';

/** The hooks around the requests for one resource. */
export interface HookedResource {
  readonly definition: ResourceDefinition;
  readonly hooks: RequestHooks;
  /** Those of all resources: they also get what rejected requests are answered. */
  readonly generic: RequestHooks;
}

interface HookPoints {
  readonly pre: PreHookPoint;
  readonly post?: PostHookPoint;
}

const HOOK_POINTS: Readonly<Record<string, HookPoints>> = {
  GET: { pre: 'preGet', post: 'postGet' },
  HEAD: { pre: 'preGet' },
  POST: { pre: 'prePost', post: 'postPost' },
  PUT: { pre: 'prePut', post: 'postPut' },
  PATCH: { pre: 'prePatch', post: 'postPatch' },
  DELETE: { pre: 'preDelete', post: 'postDelete' },
};

/** Runs the hooks around requests: before anything of them is checked, and before they are answered. */
export class RequestHooksInterceptor implements NestInterceptor {
  /** @param resources by name */
  constructor(
    private readonly reflector: Reflector,
    private readonly resources: ReadonlyMap<string, HookedResource>,
    private readonly words: ErrorVocabulary,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Reply>): Observable<Reply> {
    const resource = this.resources.get(this.reflector.get(OfResource, context.getClass()));
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const hookPoints = HOOK_POINTS[request.method];
    if (!resource || !hookPoints) return next.handle();
    const exchange = { resource, hookPoints, request, seen: toHookRequest(request), words: this.words };
    return from(answer(exchange, () => lastValueFrom(next.handle())));
  }
}

/** A request, and what runs around it. */
interface Exchange {
  readonly resource: HookedResource;
  readonly hookPoints: HookPoints;
  readonly request: FastifyRequest;
  /** The request as hooks see it. */
  readonly seen: HookRequest;
  /** The names in the bodies of errors. */
  readonly words: ErrorVocabulary;
}

async function answer(exchange: Exchange, handle: () => Promise<Reply>): Promise<Reply> {
  const { resource, request } = exchange;
  let reply: Reply;
  try {
    await prepare(exchange);
    reply = await handle();
  } catch (error) {
    return reject(exchange, error);
  }
  const follow = (): Promise<Reply> => conclude(exchange, reply, resource.hooks);
  return request.method === 'GET' ? follow() : afterWrite(follow);
}

/** The hooks before a request, and the conditions that they add. */
async function prepare({ resource, hookPoints, request, seen }: Exchange): Promise<void> {
  const conditions: Conditions[] = [];
  for (const hook of resource.hooks[hookPoints.pre]) {
    const added = await hook(seen, resource.definition);
    if (added) conditions.push(added);
  }
  addConditions(request, conditions);
}

/** An answer as hooks left it. */
async function conclude({ resource, hookPoints, seen }: Exchange, reply: Reply, hooks: RequestHooks): Promise<Reply> {
  const following = hookPoints.post ? hooks[hookPoints.post] : [];
  if (following.length === 0) return reply;
  const handed = await pipe(following, reply, (hook, one) => hook(one, seen, resource.definition));
  return handed.bounds === reply.bounds ? handed : handed.within(reply.bounds);
}

/** A bug is left to the error filter, which logs it. */
async function reject(exchange: Exchange, error: unknown): Promise<Reply> {
  const reply = toErrorReply(error, exchange.request, exchange.words);
  if (reply.status === 500) throw error;
  return conclude(exchange, reply, exchange.resource.generic);
}
