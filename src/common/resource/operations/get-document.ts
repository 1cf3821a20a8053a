import { NotFound } from '../../errors/api-error.js';
import type { ItemQuery } from '../query/list-query.js';
import type { Item } from '../representation/embedded-documents.js';
import type { FetchedDocument } from '../resource.hooks.js';
import { embedDocuments, planEmbedding } from './embed-documents.js';
import { projectionOf } from './projection-of.js';
import type { Reading } from './reading.js';
import type { ResourceContext } from './resource-context.js';
import { handOn } from './run-hooks.js';
import { tagParts } from './tag-parts.js';

/** One document, or the part of it that was asked for. Throws `NotFound`. */
export async function getDocument<T extends object>(
  context: ResourceContext<T>,
  query: ItemQuery,
  { lookup, caller }: Reading,
): Promise<Item> {
  const { definition, store, hooks } = context;
  const plan = planEmbedding(context, query);
  const projection = projectionOf(context, query);
  const document = await store.findOne(lookup, projection, caller);
  if (!document) throw new NotFound();
  const [tagged = document]: readonly FetchedDocument<T>[] = projection
    ? await tagParts(context, [document], caller)
    : [];
  const fetched = await handOn(hooks.afterFetchItem, tagged, (hook, handed) => hook(handed, definition));
  return { document: fetched, embedded: await embedDocuments(context, plan, { documents: [fetched], caller }) };
}
