import type { Lookup } from '../lookup/lookup.js';
import type { ResourceContext } from './resource-context.js';
import { afterWrite, runHooks } from '../hooks/run-hooks.js';

/** Deletes every document that the collection's URL names. */
export async function deleteDocuments<T extends object>(context: ResourceContext<T>, lookup: Lookup): Promise<void> {
  const { definition, store, hooks } = context;
  await runHooks(hooks.beforeDeleteAll, (hook) => hook(definition));
  if (hooks.beforeDeleteOriginals.length > 0) await showOriginals(context, lookup);
  const count = await store.deleteAll(lookup);
  if (count > 0) await afterWrite(() => runHooks(hooks.afterDeleteAll, (hook) => hook(count, definition)));
}

async function showOriginals<T extends object>(
  { definition, store, hooks }: ResourceContext<T>,
  lookup: Lookup,
): Promise<void> {
  const originals = await store.findAll(lookup);
  if (originals.length > 0) await runHooks(hooks.beforeDeleteOriginals, (hook) => hook(originals, definition));
}
