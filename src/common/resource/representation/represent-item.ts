import { isReordered, memberNames } from '../../bson/member-order.js';
import { inOrder } from '../../json/in-order.js';
import { remembered } from '../../remembered.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { servedFieldsOf, type NamedServerField } from '../definition/server-fields.js';
import { planForms, toStoredForms } from '../document/stored-forms.js';
import { documentOf } from '../document/lazy-document.js';
import { timeOf } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { ItemQuery } from '../query/list-query.js';
import { NOTHING_EMBEDDED, type EmbeddedDocuments, type Item } from '../relations/embedded-documents.js';
import { etagOf } from '../document/etag.js';
import { collectionLink, HOME_LINK, type Links } from './links/links.js';
import { ownLinks } from './links/own-links.js';
import { neighbourLinks } from './links/page-links.js';
import { toQueryString } from './links/query-string.js';
import type { LinkedResource } from './links/related-links.js';
import { embedIn, showEmbedded } from './represent-embedded.js';
import { representUndeclared } from './represent-undeclared.js';
import { representValue } from '../document/represent-value.js';

const ID: FieldDefinition = { name: '_id' };
const NO_FIELDS: readonly FieldDefinition[] = [];
const added = new WeakMap<ResourceDefinition, readonly NamedServerField[]>();

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
    if (resource.definition.hateoas) represented[resource.definition.names.linksName] = ownLinks(document, resource);
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
  const stored = documentOf(document);
  const represented = embedIn(representDocument(stored, resource.definition), stored, shown);
  const { hateoas, names } = resource.definition;
  if (!hateoas) return represented;
  represented[names.linksName] = { ...ownLinks(stored, resource), ...itemLinks(resource, query) };
  return represented;
}

/** The links of an answer to the question for one item that lead elsewhere. */
export function itemLinks(resource: LinkedResource, query: ItemQuery): Links {
  return {
    parent: HOME_LINK,
    collection: collectionLink(resource, toQueryString(query, query.page)),
    ...neighbourLinks(resource, query),
  };
}

/** A write response: the fields the server gave, and the others, which the client knows, where the resource says so. */
export function representWritten(
  document: StoredDocument,
  resource: LinkedResource,
  embedded = NOTHING_EMBEDDED,
): Representation {
  const { definition } = resource;
  const { linksName, statusName, statusOk } = definition.names;
  const represented = definition.bandwidthSaver
    ? representFields(document, definition, definition.id, extraFields(definition))
    : embedIn(representByDefault(document, definition), document, showEmbedded(embedded, representByDefault));
  if (definition.hateoas) represented[linksName] = ownLinks(document, resource);
  represented[statusName] = statusOk;
  return represented;
}

function extraFields({ extraResponseFields, visible }: ResourceDefinition): readonly FieldDefinition[] {
  if (extraResponseFields.length === 0) return NO_FIELDS;
  return visible.fields.filter(({ name }) => extraResponseFields.includes(name));
}

/** Where nobody can ask for other fields: an embedded document, and what a write answers. */
function representByDefault(document: StoredDocument, definition: ResourceDefinition): Record<string, unknown> {
  const { fields, hiddenByDefault } = definition.visible;
  if (hiddenByDefault.length === 0) return representDocument(document, definition);
  return representDocument(
    document,
    definition,
    fields.filter(({ name }) => !hiddenByDefault.includes(name)),
  );
}

/** The fields that clients may see or the server adds; others that another program stored stay stored and, unless unknown fields are allowed, unseen. */
function representDocument(
  document: StoredDocument,
  definition: ResourceDefinition,
  fields = definition.visible.fields,
): Record<string, unknown> {
  const represented = representFields(document, definition, ID, fields);
  if (!definition.allowUnknown) return represented;
  const undeclared = representUndeclared(document, definition);
  const shown = { ...undeclared, ...represented };
  if (!isReordered(document)) return shown;
  const names = memberNames(document).filter((name) => Object.hasOwn(undeclared, name));
  return inOrder(shown, [...names, ...Object.keys(represented)]);
}

/** The id of a document, these fields of it, and those that the server adds to every one. */
function representFields(
  document: StoredDocument,
  definition: ResourceDefinition,
  id: FieldDefinition,
  fields: readonly FieldDefinition[],
): Record<string, unknown> {
  const { dates } = definition.policy;
  const floats = planForms(definition.fields);
  const stored = document as Readonly<Record<string, unknown>>; // any object is a record of its members
  const represented: Record<string, unknown> = {};
  if (Object.hasOwn(stored, id.name)) represented[id.name] = representValue(stored[id.name], dates);
  for (const { name } of fields)
    if (Object.hasOwn(stored, name))
      represented[name] = representValue(toStoredForms(stored[name], floats?.members?.get(name)), dates);
  for (const { name, own, as } of addedFieldsOf(definition)) {
    if (as === 'time') represented[name] = dates.format(timeOf(stored[own]));
    else if (as === 'tag') represented[name] = etagOf(document, definition);
    else if (Object.hasOwn(stored, own)) represented[name] = representValue(stored[own], dates);
  }
  return represented;
}

/** The fields that the engine adds, behind the id. */
function addedFieldsOf(definition: ResourceDefinition): readonly NamedServerField[] {
  return remembered(added, definition, () => servedFieldsOf(definition).slice(1));
}
