import { requireMatch, type TagList } from '../document/preconditions.js';
import { etagOf } from '../document/etag.js';
import type { AdmittedRequest, ResourceContext } from './resource-context.js';
import { afterWrite, runHooks } from '../hooks/run-hooks.js';

/** Deletes a document; one that is not there is as good as deleted. */
export async function deleteDocument<T extends object>(
  context: ResourceContext<T>,
  request: AdmittedRequest,
  ifMatch: TagList,
): Promise<void> {
  const { definition, store, hooks } = context;
  const { scope, hookContext } = request;
  const original = (await store.findOne(scope))?.document;
  if (!original) return;
  requireMatch(etagOf(original, definition), ifMatch, definition);
  await runHooks(hooks.beforeDeleteItem, (hook) => hook(original, ...hookContext));
  if (!(await store.delete(scope, original))) return deleteDocument(context, request, ifMatch); // validated by the document's new state
  await afterWrite(() => runHooks(hooks.afterDeleteItem, (hook) => hook(original, ...hookContext)));
}

/** Deletes every document in a scope. */
export async function deleteDocuments<T extends object>(
  context: ResourceContext<T>,
  request: AdmittedRequest,
): Promise<void> {
  const { store, hooks } = context;
  const { scope, hookContext } = request;
  await runHooks(hooks.beforeDeleteAll, (hook) => hook(...hookContext));
  if (hooks.beforeDeleteOriginals.length > 0) await showOriginals(context, request);
  const count = await store.deleteAll(scope);
  if (count > 0) await afterWrite(() => runHooks(hooks.afterDeleteAll, (hook) => hook(count, ...hookContext)));
}

async function showOriginals<T extends object>(
  { store, hooks }: ResourceContext<T>,
  { scope, hookContext }: AdmittedRequest,
): Promise<void> {
  const originals = await store.findAll(scope);
  if (originals.length > 0) await runHooks(hooks.beforeDeleteOriginals, (hook) => hook(originals, ...hookContext));
}
