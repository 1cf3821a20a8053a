import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { StoredDocument } from '../document/stored-document.js';
import { itemLink, type Link } from './links.js';
import { representValue } from './represent-value.js';

/** A resource, with a way to those that its documents refer to. */
export interface LinkedResource {
  readonly definition: ResourceDefinition;
  readonly findRelated: (resource: string) => { readonly definition: ResourceDefinition };
}

/** Links to the documents that a document refers to, by field; of a list, a list. */
export type RelatedLinks = Readonly<Record<string, Link | readonly Link[]>>;

/** The links of a document's own fields; those in sub-documents have none, as in Eve. */
export function relatedLinks(document: StoredDocument, { definition, findRelated }: LinkedResource): RelatedLinks {
  const links: Record<string, Link | readonly Link[]> = {};
  const members = document as Readonly<Record<string, unknown>>; // any object is a record of its members
  for (const { path, resource } of definition.visible.relations) {
    const value = members[path];
    if (value === undefined || value === null) continue;
    const target = findRelated(resource).definition;
    const linkTo = (reference: unknown): Link =>
      itemLink(target, encodeURIComponent(String(representValue(reference))));
    const references: readonly unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
    const known = references.filter((reference) => reference !== null).map(linkTo);
    const [only] = known;
    if (only) links[path] = Array.isArray(value) ? known : only;
  }
  return links;
}
