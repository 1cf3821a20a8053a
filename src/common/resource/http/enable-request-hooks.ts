import type { INestApplication } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Settings } from '../../../config/settings.js';
import { hasRequestHooks, hooksByPoint } from '../hooks/hooks-by-point.js';
import { ResourceRegistry } from '../resource.registry.js';
import type { ResourceService } from '../resource.service.js';
import { HOOKS_OF_ALL, resourceServiceToken } from '../resource.tokens.js';
import type { ResourceHooks } from '../hooks/resource.hooks.js';
import { RequestHooksInterceptor, type HookedResource } from './request-hooks.interceptor.js';

/** Lets the hooks around requests run. Where no resource has any, requests are spared the way through an interceptor. */
export function enableRequestHooks(app: INestApplication): void {
  const generic = hooksByPoint(app.get<readonly ResourceHooks[]>(HOOKS_OF_ALL));
  const served = app.get(ResourceRegistry).resources.map(({ definition }): HookedResource => {
    const { hooks } = app.get<ResourceService>(resourceServiceToken(definition), { strict: false });
    return { definition, hooks, generic };
  });
  const hooked = served.filter(({ hooks }) => hasRequestHooks(hooks));
  if (hooked.length === 0) return;
  const byName = new Map(hooked.map((resource) => [resource.definition.name, resource]));
  app.useGlobalInterceptors(new RequestHooksInterceptor(app.get(Reflector), byName, app.get(Settings)));
}
