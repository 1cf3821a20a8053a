import type { ResourceDefinition } from '../definition/resource-definition.js';
import { LazyDocument, type ShownDocument } from '../document/lazy-document.js';
import { timeOf } from '../document/stamp.js';
import { DocumentWriter } from './document-writer.js';
import { newestEmbedded, NOTHING_EMBEDDED } from '../relations/embedded-documents.js';
import { etagOf } from '../document/etag.js';

/** The entity tag of a document, without what is embedded in it. */
export function shownTag(document: ShownDocument, definition: ResourceDefinition): string {
  if (document instanceof LazyDocument) return DocumentWriter.of(definition).etagOf(document);
  return etagOf(document, definition);
}

/** When a document was last written, in milliseconds from the epoch; 0 where nobody recorded it. */
export function timeOfUpdate(document: ShownDocument, definition: ResourceDefinition): number {
  if (document instanceof LazyDocument) return DocumentWriter.of(definition).updatedAt(document);
  return timeOf(document._updated).getTime();
}

/** When what is shown was last written, the embedded documents too. */
export function lastModified(
  document: ShownDocument,
  definition: ResourceDefinition,
  embedded = NOTHING_EMBEDDED,
): Date {
  return new Date(Math.max(timeOfUpdate(document, definition), newestEmbedded(embedded).getTime()));
}
