import type { AdditionalLookup } from '../routes/resource-routes.js';
import { datasource } from './datasource-keys.js';
import { mongoIndexes } from './mongo-indexes.js';
import { onlyPython, withoutEffect } from './not-yet.js';
import { OWN_SETTING_KEYS } from './own-setting-keys.js';
import { NOT_YET_KEYS } from './not-yet-keys.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import { optionOf, readMembers, type KeyTable } from './read-members.js';
import { listOf, oneOf, orNone, readBoolean, readObject, readText, textLike } from './readers.js';

const option = optionOf<ReadOptions>();

/** The keys of a resource in a domain document: Eve's, and every setting that a resource can decide for itself. */
export const RESOURCE_KEYS: KeyTable<ReadOptions> = {
  ...routeKeys(),
  ...OWN_SETTING_KEYS,
  id_field: option('idField', readText),
  resource_title: option('title', readText),
  item_title: option('itemTitle', readText),
  embedded_fields: option('embeddedFields', listOf(readText)),
  projection: option('projecting', readBoolean),
  datasource,
  mongo_indexes: mongoIndexes,
  purge_unknown: option('purgeUnknown', readBoolean),
  require_all: option('requireAll', readBoolean),
  description: option('description', readText),
  example: option('example', readObject),
  schema: () => ({}), // read by read-resource.ts
  query_objectid_as_string: withoutEffect, // values are always cast by the schema
  etag_ignore_fields: option('etagIgnoreFields', orNone(listOf(readText))),
  authentication: onlyPython,
  ...NOT_YET_KEYS,
};

function routeKeys(): KeyTable<ReadOptions> {
  return {
    url: option('url', textLike(/^[^/\s].*$/, 'a path without a slash in front')),
    resource_methods: option('resourceMethods', listOf(oneOf('method', ['GET', 'POST', 'DELETE']))),
    item_methods: option('itemMethods', listOf(oneOf('method', ['GET', 'PATCH', 'PUT', 'DELETE']))),
    item_lookup: option('itemLookup', readBoolean),
    item_lookup_field: option('itemLookupField', readText),
    item_url: option('itemUrl', readText),
    additional_lookup: option('additionalLookup', orNone(readLookup)),
    internal_resource: option('internalResource', readBoolean),
  };
}

function readLookup(value: unknown, place: DocumentPlace): AdditionalLookup | undefined {
  const members = readObject(value, place);
  if (!members) return undefined;
  const { field, ...others } = readMembers<AdditionalLookup>(members, { table: LOOKUP_KEYS, place, what: 'key' });
  return field === undefined ? place.reject('must name a field') : { field, ...others };
}

const lookupPart = optionOf<AdditionalLookup>();

const LOOKUP_KEYS: KeyTable<AdditionalLookup> = {
  field: lookupPart('field', readText),
  url: lookupPart('url', readText),
};
