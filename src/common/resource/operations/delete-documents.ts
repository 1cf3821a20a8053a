import type { Lookup } from '../query/lookup.js';
import type { ResourceContext } from './resource-context.js';

/** Deletes every document that the collection's URL names. */
export async function deleteDocuments<T extends object>({ store }: ResourceContext<T>, lookup: Lookup): Promise<void> {
  await store.deleteAll(lookup);
}
