import { BadQuery } from '../../errors/api-error.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { embedDocuments, planEmbedding } from '../relations/embed-documents.js';
import { NOTHING_EMBEDDED, type EmbeddedDocuments } from '../relations/embedded-documents.js';
import type { ResourceContext } from './resource-context.js';

type WrittenContext = Pick<ResourceContext<object>, 'definition' | 'findRelated' | 'queryTarget'>;

/** The documents that a write left behind: those that are new, or the one that was changed. */
export type Written<T extends object = object> =
  { readonly created: readonly StoredDocument<T>[] } | { readonly changed: StoredDocument<T> };

/** A write as it is answered: the documents, and what is shown in place of their references. */
export type WriteResponse<T extends object = object> = Written<T> & { readonly embedded: readonly EmbeddedDocuments[] };

/**
 * A write, then what its answer embeds in what was written. That is planned first: a query that asks the impossible writes nothing.
 * Throws `BadQuery` for it.
 * @param query what is asked of the answer; undefined where it shows no whole documents
 */
export async function embedWritten<T extends object>(
  context: WrittenContext,
  query: ItemQuery | undefined,
  write: () => Promise<Written<T>>,
): Promise<WriteResponse<T>> {
  const plan = query ? planEmbedding(context, query) : [];
  const written = await write();
  if (plan.length === 0) return { ...written, embedded: NOTHING_EMBEDDED };
  const documents = 'created' in written ? written.created : [written.changed];
  try {
    return { ...written, embedded: await embedDocuments(context, plan, { documents }) };
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error;
    return { ...written, embedded: NOTHING_EMBEDDED }; // too much of it: the write stands, and shows its references
  }
}
