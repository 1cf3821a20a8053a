import type mongoose from 'mongoose';
import { requireMatch, type TagList } from '../document/preconditions.js';
import { etagOf } from '../representation/etag.js';
import type { ResourceContext } from './resource-context.js';

/** Deletes a document; one that is not there is as good as deleted. */
export async function deleteDocument<T extends object>(
  context: ResourceContext<T>,
  id: mongoose.Types.ObjectId,
  ifMatch: TagList,
): Promise<void> {
  const original = await context.store.findById(id);
  if (!original) return;
  requireMatch(etagOf(original), ifMatch);
  if (await context.store.delete(original)) return;
  await deleteDocument(context, id, ifMatch); // judged by the document's new state
}
