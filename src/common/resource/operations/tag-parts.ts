import type { StoredDocument } from '../document/stored-document.js';
import { etagOf, hasTag } from '../representation/etag.js';
import type { ResourceStore } from '../resource.store.js';

/** Gives parts of documents (a projection) the tag of the whole, where the document was stored without one. */
export async function tagParts<T extends object>(
  store: ResourceStore<T>,
  parts: readonly StoredDocument<T>[],
): Promise<readonly StoredDocument<T>[]> {
  return Promise.all(
    parts.map(async (part) => (hasTag(part) ? part : { ...part, _etag: await tagOfWhole(store, part) })),
  );
}

async function tagOfWhole<T extends object>(store: ResourceStore<T>, part: StoredDocument<T>): Promise<string> {
  return etagOf((await store.findOne({ _id: part._id })) ?? part);
}
