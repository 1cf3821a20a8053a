import { NotFound } from '../../errors/api-error.js';
import type { ItemQuery } from '../query/list-query.js';
import type { Lookup } from '../query/lookup.js';
import type { Item } from '../representation/embedded-documents.js';
import { embedDocuments, planEmbedding } from './embed-documents.js';
import { projectionOf } from './projection-of.js';
import type { ResourceContext } from './resource-context.js';
import { tagParts } from './tag-parts.js';

/** One document, or the part of it that was asked for. Throws `NotFound`. */
export async function getDocument<T extends object>(
  context: ResourceContext<T>,
  lookup: Lookup,
  query: ItemQuery,
): Promise<Item> {
  const { store } = context;
  const plan = planEmbedding(context, query);
  const projection = projectionOf(context, query);
  const document = await store.findOne(lookup, projection);
  if (!document) throw new NotFound();
  const [tagged = document] = projection ? await tagParts(store, [document]) : [];
  return { document: tagged, embedded: await embedDocuments(context, plan, [document]) };
}
