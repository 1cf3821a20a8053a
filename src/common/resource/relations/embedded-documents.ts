import type { ResourceDefinition } from '../definition/resource-definition.js';
import { referenceKey } from '../validation/reference-key.js';
import { timeOf } from '../document/stamp.js';
import type { ShownDocument } from '../document/lazy-document.js';
import type { StoredDocument } from '../document/stored-document.js';
import { valuesAt } from '../document/values-at.js';

/** The documents that are shown in place of the references at one path, and what is shown inside them. */
export interface EmbeddedDocuments {
  /** Dotted, in the document that refers to them. */
  readonly path: string;
  /** The resource they are of. */
  readonly definition: ResourceDefinition;
  /** By the key of the reference. */
  readonly documents: ReadonlyMap<string, StoredDocument>;
  /** Every reference led to a document. */
  readonly isComplete: boolean;
  readonly inner: readonly EmbeddedDocuments[];
}

/** The embedding of most answers. */
export const NOTHING_EMBEDDED: readonly EmbeddedDocuments[] = [];

/** A document, and what is embedded in it. */
export interface Item {
  readonly document: ShownDocument;
  readonly embedded: readonly EmbeddedDocuments[];
}

/** How many embedded documents an answer shows: one that is referred to several times counts as often. */
export function countEmbedded(documents: Iterable<StoredDocument>, embedded: readonly EmbeddedDocuments[]): number {
  const counters = embedded.map(toCounter);
  return sum(documents, (document) => sum(counters, (count) => count(document)));
}

/** From the inside out, each embedded document once: lists multiply from level to level, and counting must not. */
function toCounter({ path, documents, inner }: EmbeddedDocuments): (document: StoredDocument) => number {
  const counters = inner.map(toCounter);
  const counts = new Map<string, number>();
  for (const [key, document] of documents) counts.set(key, 1 + sum(counters, (count) => count(document)));
  return (document) => sum(valuesAt(document, path), ({ value }) => counts.get(referenceKey(value)) ?? 0);
}

/** When the newest of the embedded documents was written. */
export function newestEmbedded(embedded: readonly EmbeddedDocuments[]): Date {
  const times = embedded.flatMap(({ documents, inner }) => [
    newestEmbedded(inner).getTime(),
    ...[...documents.values()].map(({ _updated }) => timeOf(_updated).getTime()),
  ]);
  return new Date(times.reduce((newest, time) => Math.max(newest, time), 0));
}

/** Whether a reference somewhere led nowhere. */
export function isAnyMissing(embedded: readonly EmbeddedDocuments[]): boolean {
  return embedded.some(({ isComplete, inner }) => !isComplete || isAnyMissing(inner));
}

function sum<V>(values: Iterable<V>, count: (value: V) => number): number {
  let total = 0;
  for (const value of values) total += count(value);
  return total;
}
