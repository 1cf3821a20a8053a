import { hash } from 'node:crypto';
import type { EmbeddedDocuments } from './embedded-documents.js';
import { etagOf } from '../document/etag.js';

/** Between a document's own tag and that of what is embedded in it. */
const EMBEDDED = ';embedded=';

/**
 * The entity tag of an answer with embedded documents: the document's own, then the SHA-1 of theirs. A strong tag stands
 * for all that is in the answer (RFC 9110 §8.8.3), and a document does not change when one it refers to does.
 */
export function tagWithEmbedded(etag: string, embedded: readonly EmbeddedDocuments[]): string {
  return embedded.length === 0 ? etag : etag + EMBEDDED + hash('sha1', JSON.stringify(tagsOf(embedded)), 'hex');
}

function tagsOf(embedded: readonly EmbeddedDocuments[]): unknown {
  return embedded.map(({ path, definition, documents, inner }) => {
    const tags = [...documents].map(([key, document]) => [key, etagOf(document, definition)] as const);
    return [path, Object.fromEntries(tags.toSorted(([one], [other]) => (one < other ? -1 : 1))), tagsOf(inner)];
  });
}
