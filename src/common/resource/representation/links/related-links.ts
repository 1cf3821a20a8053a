import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { referredValue } from '../../validation/reference-key.js';
import type { StoredDocument } from '../../document/stored-document.js';
import { fillUrl, linkByOther, linkByValue, memberAt, type Link, type PlacedCollection } from './links.js';

/** A resource, with a way to those that its documents refer to. */
export interface ReferringResource {
  readonly definition: ResourceDefinition;
  readonly findRelated: (resource: string) => { readonly definition: ResourceDefinition };
}

/** The same, at one of its URLs. */
export interface LinkedResource extends ReferringResource, PlacedCollection {
  readonly definition: ResourceDefinition;
}

/** Links to the documents that a document refers to, by field; of a list, a list. */
export type RelatedLinks = Readonly<Record<string, Link | readonly Link[]>>;

/** The links of a document's own fields; those in sub-documents have none, as in Eve. */
export function relatedLinks(document: StoredDocument, { definition, findRelated }: LinkedResource): RelatedLinks {
  const links: Record<string, Link | readonly Link[]> = {};
  for (const { path, resource, field } of definition.visible.relations) {
    const value = memberAt(document, path);
    if (path.includes('.') || value === undefined || value === null) continue;
    const target = placeOf(findRelated(resource).definition, document);
    if (!target) continue;
    const linkBy = field === target.definition.item.path ? linkByValue : linkByOther;
    const references: readonly unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
    const known = references
      .filter((reference) => reference !== null)
      .flatMap((one) => linkBy(target, referredValue(one)) ?? []);
    const [only] = known;
    if (only) links[path] = Array.isArray(value) ? known : only;
  }
  return links;
}

/**
 * Where the documents lie that another one refers to. A URL that holds values takes them from the fields of the same names
 * there; nowhere, where it has none, or where there is no URL.
 */
function placeOf(definition: ResourceDefinition, document: object): PlacedCollection | undefined {
  if (definition.internalResource) return undefined;
  const url = fillUrl(definition.collection, (path) => memberAt(document, path));
  return url === undefined ? undefined : { definition, url };
}
