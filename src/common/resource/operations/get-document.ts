import { NotFound } from '../../errors/api-error.js';
import { documentOf } from '../document/lazy-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { NOTHING_EMBEDDED, type Item } from '../relations/embedded-documents.js';
import type { FetchedDocument } from '../hooks/resource.hooks.js';
import { embedDocuments, planEmbedding } from '../relations/embed-documents.js';
import { projectionOf } from './projection-of.js';
import type { Reading, ResourceContext } from './resource-context.js';
import { pipe } from '../hooks/run-hooks.js';
import { tagParts } from './tag-parts.js';

/** One document, or the part of it that was asked for. Throws `NotFound`. */
export async function getDocument<T extends object>(
  context: ResourceContext<T>,
  query: ItemQuery,
  reading: Reading,
): Promise<Item> {
  const { store, hooks } = context;
  const { scope, caller, hookContext } = reading;
  const plan = planEmbedding(context, query);
  const projection = projectionOf(context, query);
  const found = await store.findOne(scope, projection, caller);
  if (!found) throw new NotFound();
  const [document = found] = projection ? await tagParts(context, [found], reading) : [found];
  if (hooks.afterFetchItem.length === 0 && plan.length === 0) return { document, embedded: NOTHING_EMBEDDED };
  const asked: FetchedDocument<T> = documentOf(document);
  const fetched = await pipe(hooks.afterFetchItem, asked, (hook, handed) => hook(handed, ...hookContext));
  return { document: fetched, embedded: await embedDocuments(context, plan, { documents: [fetched], caller }) };
}
