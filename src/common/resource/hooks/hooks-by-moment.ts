import type { AnyDocument, ResourceHooks } from './resource.hooks.js';

/** A moment at which hooks run. */
export type Moment = keyof ResourceHooks;

type HookMethod<T extends object, M extends Moment> = NonNullable<ResourceHooks<T>[M]>;

/** The hooks of a resource for each moment, in the order in which they run; most moments have none. */
export type HooksByMoment<T extends object> = { readonly [M in Moment]: readonly HookMethod<T, M>[] };

/** A moment before a request is looked at. */
export type PreMoment = Extract<Moment, `pre${string}`>;
/** A moment before a request is answered. */
export type PostMoment = Extract<Moment, `post${string}`>;

/** The hooks around whole requests, which know nothing of documents. */
export type RequestHooks = Pick<HooksByMoment<AnyDocument>, PreMoment | PostMoment>;

/** Whether any hook runs around requests. */
export function hasRequestHooks(hooks: RequestHooks): boolean {
  const { preGet, prePost, prePut, prePatch, preDelete, postGet, postPost, postPut, postPatch, postDelete } = hooks;
  const pre = [preGet, prePost, prePut, prePatch, preDelete];
  const post = [postGet, postPost, postPut, postPatch, postDelete];
  return [...pre, ...post].some((atMoment) => atMoment.length > 0);
}

/** Looks once, at start, which hooks have something to do at which moment. */
export function hooksByMoment<T extends object>(hooks: readonly ResourceHooks<T>[]): HooksByMoment<T> {
  const at = <M extends Moment>(moment: M): readonly HookMethod<T, M>[] =>
    hooks.flatMap((hook) => {
      const method = hook[moment];
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
