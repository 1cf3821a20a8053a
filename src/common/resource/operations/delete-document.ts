import { requireMatch, type TagList } from '../document/preconditions.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import { etagOf } from '../document/etag.js';
import type { ResourceContext } from './resource-context.js';
import { afterWrite, runHooks } from '../hooks/run-hooks.js';

/** Deletes a document; one that is not there is as good as deleted. */
export async function deleteDocument<T extends object>(
  context: ResourceContext<T>,
  scope: DocumentScope,
  ifMatch: TagList,
): Promise<void> {
  const { definition, store, hooks } = context;
  const original = (await store.findOne(scope))?.document;
  if (!original) return;
  requireMatch(etagOf(original, definition), ifMatch, definition);
  await runHooks(hooks.beforeDeleteItem, (hook) => hook(original, definition));
  if (!(await store.delete(scope, original))) return deleteDocument(context, scope, ifMatch); // validated by the document's new state
  await afterWrite(() => runHooks(hooks.afterDeleteItem, (hook) => hook(original, definition)));
}
