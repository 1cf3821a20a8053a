import type mongoose from 'mongoose';
import { NotFound } from '../../errors/api-error.js';
import { compileProjection, withoutHidden } from '../query/compile-projection.js';
import type { ItemQuery } from '../query/list-query.js';
import type { Item } from '../representation/embedded-documents.js';
import { embedDocuments, planEmbedding } from './embed-documents.js';
import type { ResourceContext } from './resource-context.js';
import { tagParts } from './tag-parts.js';

/** One document, or the part of it that was asked for. Throws `NotFound`. */
export async function getDocument<T extends object>(
  context: ResourceContext<T>,
  id: mongoose.Types.ObjectId,
  query: ItemQuery,
): Promise<Item> {
  const { definition, store, queryTarget } = context;
  const plan = planEmbedding(context, query);
  const projection = compileProjection(
    withoutHidden(query.projection, definition.visible.hiddenByDefault),
    queryTarget.settings,
  );
  const document = await store.findById(id, projection);
  if (!document) throw new NotFound();
  const [tagged = document] = projection ? await tagParts(store, [document]) : [];
  return { document: tagged, embedded: await embedDocuments(context, plan, [document]) };
}
