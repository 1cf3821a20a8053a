import type { ResourceContext } from './resource-context.js';

/** Deletes every document of the resource. */
export async function deleteDocuments<T extends object>({ store }: ResourceContext<T>): Promise<void> {
  await store.deleteAll();
}
