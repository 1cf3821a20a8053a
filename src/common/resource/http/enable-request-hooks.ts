import {
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Settings } from '../../../config/settings.js';
import type { Reply } from '../../http/reply.js';
import { hasRequestHooks, hooksByMoment } from '../hooks/hooks-by-moment.js';
import { ResourceRegistry } from '../resource.registry.js';
import type { ResourceService } from '../resource.service.js';
import { HOOKS_OF_ALL, resourceServiceToken } from '../resource.tokens.js';
import type { ResourceHooks } from '../hooks/resource.hooks.js';
import { OfResource } from './of-resource.decorator.js';
import { RequestHooksInterceptor, type HookedResource } from './request-hooks.interceptor.js';

/** Lets the hooks around requests run. Requests for a resource that has none are spared the way through an interceptor. */
export function enableRequestHooks(app: NestFastifyApplication): void {
  const generic = hooksByMoment(app.get<readonly ResourceHooks[]>(HOOKS_OF_ALL));
  const served = app.get(ResourceRegistry).resources.map(({ definition }): HookedResource => {
    const { hooks } = app.get<ResourceService>(resourceServiceToken(definition), { strict: false });
    return { definition, hooks, generic };
  });
  const byName = new Map(
    served.filter(({ hooks }) => hasRequestHooks(hooks)).map((resource) => [resource.definition.name, resource]),
  );
  if (byName.size === 0) return;
  const reflector = app.get(Reflector);
  APPS.set(app.getHttpAdapter().getInstance(), new RequestHooksInterceptor(reflector, byName, app.get(Settings)));
  for (const controller of controllersOf(app)) {
    if (byName.has(reflector.get(OfResource, controller))) intercept(controller);
  }
}

/** The interceptors of apps: their controllers are classes, which several apps of a process share. */
const APPS = new WeakMap<object, RequestHooksInterceptor>();
const INTERCEPTED = new WeakSet<Type>();

const OF_ITS_APP: NestInterceptor<Reply, Reply> = {
  intercept(context: ExecutionContext, next: CallHandler<Reply>): Observable<Reply> {
    const { server } = context.switchToHttp().getRequest<FastifyRequest>();
    return APPS.get(server)?.intercept(context, next) ?? next.handle();
  },
};

function intercept(controller: Type): void {
  if (INTERCEPTED.has(controller)) return;
  INTERCEPTED.add(controller);
  UseInterceptors(OF_ITS_APP)(controller);
}

function controllersOf(app: NestFastifyApplication): readonly Type[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules.flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) => metatype ?? []),
  ) as Type[]; // controllers are classes
}
