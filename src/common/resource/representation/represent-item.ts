import type { ResourceDefinition } from '../definition/resource-definition.js';
import { timeOf } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { newestEmbedded, NOTHING_EMBEDDED, type EmbeddedDocuments, type Item } from './embedded-documents.js';
import { etagOf } from './etag.js';
import { collectionLink, HOME_LINK, itemLink, memberAt, type Link } from './links.js';
import { toQueryString } from './query-string.js';
import { relatedLinks, type LinkedResource, type RelatedLinks } from './related-links.js';
import { embedIn, showEmbedded } from './represent-embedded.js';
import { representValue } from './represent-value.js';

/** A document as clients see it. */
export type Representation = Readonly<Record<string, unknown>>;

/** Documents in a page: their fields, links to themselves and to what they refer to. */
export function representElements(
  documents: readonly StoredDocument[],
  resource: LinkedResource,
  embedded: readonly EmbeddedDocuments[],
): readonly Representation[] {
  const shown = showEmbedded(embedded, representByDefault);
  return documents.map((document) => {
    const represented = embedIn(representDocument(document, resource.definition), document, shown);
    if (resource.definition.hateoas) represented['_links'] = ownLinks(document, resource);
    return represented;
  });
}

/** A document at its own URL. */
export function representItem(
  { document, embedded }: Item,
  resource: LinkedResource,
  query: ItemQuery,
): Representation {
  const shown = showEmbedded(embedded, representByDefault);
  const represented = embedIn(representDocument(document, resource.definition), document, shown);
  if (!resource.definition.hateoas) return represented;
  represented['_links'] = {
    ...ownLinks(document, resource),
    parent: HOME_LINK,
    collection: collectionLink(resource, toQueryString(query, query.page)),
  };
  return represented;
}

/** What a write answers: the fields the server gave, not those the client knows (Eve's bandwidth saver). */
export function representWritten(document: StoredDocument, resource: LinkedResource): Representation {
  const { id, hateoas } = resource.definition;
  return {
    [id.name]: representValue(memberAt(document, id.name)),
    _updated: timeOf(document._updated).toUTCString(),
    _created: timeOf(document._created).toUTCString(),
    _etag: etagOf(document),
    ...(hateoas && { _links: ownLinks(document, resource) }),
    _status: 'OK',
  };
}

/** When what is shown was last written, the embedded documents too; the epoch where nobody recorded it. */
export function lastModified({ _updated }: StoredDocument, embedded = NOTHING_EMBEDDED): Date {
  const own = timeOf(_updated);
  if (embedded.length === 0) return own;
  const newest = newestEmbedded(embedded);
  return newest > own ? newest : own;
}

/** As nobody can ask for other fields of an embedded document. */
function representByDefault(document: StoredDocument, definition: ResourceDefinition): Record<string, unknown> {
  const { fields, hiddenByDefault } = definition.visible;
  if (hiddenByDefault.length === 0) return representDocument(document, definition);
  return representDocument(
    document,
    definition,
    fields.filter(({ name }) => !hiddenByDefault.includes(name)),
  );
}

/** What clients may see and the server adds; what another program put beside it stays stored and, unless it may be there, unseen. */
function representDocument(
  document: StoredDocument,
  definition: ResourceDefinition,
  fields = definition.visible.fields,
): Record<string, unknown> {
  const stored = document as Readonly<Record<string, unknown>>;
  const represented: Record<string, unknown> = { _id: representValue(document._id) };
  for (const { name } of fields) if (name in stored) represented[name] = representValue(stored[name]);
  if (definition.allowUnknown) Object.assign(represented, representUndeclared(stored, definition));
  represented['_updated'] = timeOf(document._updated).toUTCString();
  represented['_created'] = timeOf(document._created).toUTCString();
  represented['_etag'] = etagOf(document);
  return represented;
}

function representUndeclared(stored: Readonly<Record<string, unknown>>, { fields }: ResourceDefinition): object {
  const declared = new Set(['_id', ...fields.map(({ name }) => name)]);
  const undeclared = Object.entries(stored).filter(([name]) => !declared.has(name));
  return Object.fromEntries(undeclared.map(([name, value]) => [name, representValue(value)]));
}

/** The links every shape of a document has. */
interface OwnLinks {
  readonly self?: Link;
  readonly related?: RelatedLinks;
}

function ownLinks(document: StoredDocument, resource: LinkedResource): OwnLinks {
  const self = itemLink(resource, document);
  const own = self ? { self } : {};
  if (resource.definition.visible.relations.length === 0) return own;
  const related = relatedLinks(document, resource);
  return Object.keys(related).length > 0 ? { ...own, related } : own;
}
