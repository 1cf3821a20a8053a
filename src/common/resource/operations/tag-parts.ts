import type { LazyDocument, ShownDocument } from '../document/lazy-document.js';
import type { StoredDocument } from '../document/stored-document.js';
import { isExactly } from '../lookup/conditions.js';
import { DocumentWriter } from '../representation/document-writer.js';
import { etagOf, hasTag } from '../document/etag.js';
import type { Reading, ResourceContext } from './resource-context.js';

/** Gives parts of documents (a projection) the tag of the whole, where the document was stored without one. */
export async function tagParts<T extends object>(
  { store, definition }: Pick<ResourceContext<T>, 'store' | 'definition'>,
  parts: readonly LazyDocument<T>[],
  { scope, caller }: Reading,
): Promise<readonly ShownDocument<T>[]> {
  const writer = DocumentWriter.of(definition);
  if (parts.every((part) => writer.hasTag(part))) return parts;
  const tagged: StoredDocument<T>[] = [];
  for (const { document } of parts) {
    // one whole document at a time: together they may be larger than any answer
    if (hasTag(document)) {
      tagged.push(document);
      continue;
    }
    const whole = await store.findOne(scope.narrowed(isExactly('_id', document._id)), undefined, caller);
    tagged.push({ ...document, _etag: etagOf(whole?.document ?? document, definition) });
  }
  return tagged;
}
