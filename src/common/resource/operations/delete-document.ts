import { requireMatch, type TagList } from '../document/preconditions.js';
import type { Lookup } from '../lookup/lookup.js';
import { etagOf } from '../document/etag.js';
import type { ResourceContext } from './resource-context.js';
import { afterWrite, runHooks } from '../hooks/run-hooks.js';

/** Deletes a document; one that is not there is as good as deleted. */
export async function deleteDocument<T extends object>(
  context: ResourceContext<T>,
  lookup: Lookup,
  ifMatch: TagList,
): Promise<void> {
  const { definition, store, hooks } = context;
  const original = (await store.findOne(lookup))?.document;
  if (!original) return;
  requireMatch(etagOf(original, definition), ifMatch, definition);
  await runHooks(hooks.beforeDeleteItem, (hook) => hook(original, definition));
  if (!(await store.delete(original))) return deleteDocument(context, lookup, ifMatch); // judged by the document's new state
  await afterWrite(() => runHooks(hooks.afterDeleteItem, (hook) => hook(original, definition)));
}
