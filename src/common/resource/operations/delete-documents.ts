import type { DocumentScope } from '../lookup/document-scope.js';
import type { ResourceContext } from './resource-context.js';
import { afterWrite, runHooks } from '../hooks/run-hooks.js';

/** Deletes every document in a scope. */
export async function deleteDocuments<T extends object>(
  context: ResourceContext<T>,
  scope: DocumentScope,
): Promise<void> {
  const { definition, store, hooks } = context;
  await runHooks(hooks.beforeDeleteAll, (hook) => hook(definition));
  if (hooks.beforeDeleteOriginals.length > 0) await showOriginals(context, scope);
  const count = await store.deleteAll(scope);
  if (count > 0) await afterWrite(() => runHooks(hooks.afterDeleteAll, (hook) => hook(count, definition)));
}

async function showOriginals<T extends object>(
  { definition, store, hooks }: ResourceContext<T>,
  scope: DocumentScope,
): Promise<void> {
  const originals = await store.findAll(scope);
  if (originals.length > 0) await runHooks(hooks.beforeDeleteOriginals, (hook) => hook(originals, definition));
}
