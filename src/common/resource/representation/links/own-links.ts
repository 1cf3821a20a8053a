import type { StoredDocument } from '../../document/stored-document.js';
import { itemLink, type Link } from './links.js';
import { relatedLinks, type LinkedResource, type RelatedLinks } from './related-links.js';

/** The links every shape of a document has. */
export interface OwnLinks {
  readonly self?: Link;
  readonly related?: RelatedLinks;
}

/** The links of a document, wherever it is shown. */
export function ownLinks(document: StoredDocument, resource: LinkedResource): OwnLinks {
  const self = itemLink(resource, document);
  const own = self ? { self } : {};
  if (resource.definition.visible.relations.length === 0) return own;
  const related = relatedLinks(document, resource);
  return Object.keys(related).length > 0 ? { ...own, related } : own;
}
