import type { AnyDocument, ResourceHooks } from './resource.hooks.js';

/** A hook point at which hooks run. */
export type HookPoint = keyof ResourceHooks;

type HookMethod<T extends object, M extends HookPoint> = NonNullable<ResourceHooks<T>[M]>;

/** The hooks of a resource for each hook point, in the order in which they run; most hook points have none. */
export type HooksByPoint<T extends object> = { readonly [M in HookPoint]: readonly HookMethod<T, M>[] };

/** A hook point before a request is looked at. */
export type PreHookPoint = Extract<HookPoint, `pre${string}`>;
/** A hook point before a request is answered. */
export type PostHookPoint = Extract<HookPoint, `post${string}`>;

/** The hooks around whole requests, which know nothing of documents. */
export type RequestHooks = Pick<HooksByPoint<AnyDocument>, PreHookPoint | PostHookPoint>;

/** Whether any hook runs around requests. */
export function hasRequestHooks(hooks: RequestHooks): boolean {
  const { preGet, prePost, prePut, prePatch, preDelete, postGet, postPost, postPut, postPatch, postDelete } = hooks;
  const pre = [preGet, prePost, prePut, prePatch, preDelete];
  const post = [postGet, postPost, postPut, postPatch, postDelete];
  return [...pre, ...post].some((atPoint) => atPoint.length > 0);
}

/** Looks once, at start, which hooks have something to do at which hook point. */
export function hooksByPoint<T extends object>(hooks: readonly ResourceHooks<T>[]): HooksByPoint<T> {
  const at = <M extends HookPoint>(point: M): readonly HookMethod<T, M>[] =>
    hooks.flatMap((hook) => {
      const method = hook[point];
      return method ? [method.bind(hook) as HookMethod<T, M>] : []; // TypeScript types `bind` for no generic function
    });
  return {
    preGet: at('preGet'),
    prePost: at('prePost'),
    prePut: at('prePut'),
    prePatch: at('prePatch'),
    preDelete: at('preDelete'),
    postGet: at('postGet'),
    postPost: at('postPost'),
    postPut: at('postPut'),
    postPatch: at('postPatch'),
    postDelete: at('postDelete'),
    afterFetchPage: at('afterFetchPage'),
    afterFetchItem: at('afterFetchItem'),
    beforeInsert: at('beforeInsert'),
    afterInsert: at('afterInsert'),
    beforeReplace: at('beforeReplace'),
    afterReplace: at('afterReplace'),
    beforeUpdate: at('beforeUpdate'),
    afterUpdate: at('afterUpdate'),
    beforeDeleteItem: at('beforeDeleteItem'),
    afterDeleteItem: at('afterDeleteItem'),
    beforeDeleteAll: at('beforeDeleteAll'),
    beforeDeleteOriginals: at('beforeDeleteOriginals'),
    afterDeleteAll: at('afterDeleteAll'),
    beforeAggregation: at('beforeAggregation'),
    afterAggregation: at('afterAggregation'),
  };
}
