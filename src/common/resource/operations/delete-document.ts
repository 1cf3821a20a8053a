import { requireMatch, type TagList } from '../document/preconditions.js';
import type { Lookup } from '../query/lookup.js';
import { etagOf } from '../representation/etag.js';
import type { ResourceContext } from './resource-context.js';

/** Deletes a document; one that is not there is as good as deleted. */
export async function deleteDocument<T extends object>(
  context: ResourceContext<T>,
  lookup: Lookup,
  ifMatch: TagList,
): Promise<void> {
  const original = await context.store.findOne(lookup);
  if (!original) return;
  requireMatch(etagOf(original), ifMatch, context.definition);
  if (await context.store.delete(original)) return;
  await deleteDocument(context, lookup, ifMatch); // judged by the document's new state
}
