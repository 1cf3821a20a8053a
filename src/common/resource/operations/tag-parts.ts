import type { Caller } from '../../caller.js';
import type { StoredDocument } from '../document/stored-document.js';
import { isExactly } from '../query/lookup.js';
import { etagOf, hasTag } from '../representation/etag.js';
import type { ResourceContext } from './resource-context.js';
import type { ResourceStore } from '../resource.store.js';

/** Gives parts of documents (a projection) the tag of the whole, where the document was stored without one. */
export async function tagParts<T extends object>(
  { store, definition }: Pick<ResourceContext<T>, 'store' | 'definition'>,
  parts: readonly StoredDocument<T>[],
  caller: Caller,
): Promise<readonly StoredDocument<T>[]> {
  const tagged: StoredDocument<T>[] = [];
  for (const part of parts) {
    // one whole document at a time: together they may be larger than any answer
    tagged.push(hasTag(part) ? part : { ...part, _etag: etagOf(await wholeOf(part, store, caller), definition) });
  }
  return tagged;
}

async function wholeOf<T extends object>(
  part: StoredDocument<T>,
  store: ResourceStore<T>,
  caller: Caller,
): Promise<StoredDocument<T>> {
  return (await store.findOne(isExactly('_id', part._id), undefined, caller)) ?? part;
}
