import { isWriteConcern, WRITE_CONCERN, type WriteConcern } from '../../../config/write-concern.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { OwnSettings } from '../definition/resource-definition.js';
import type { AdditionalLookup } from '../routes/resource-routes.js';
import { datasource } from './datasource-keys.js';
import { mongoIndexes } from './mongo-indexes.js';
import { notYet, onlyPython, withoutEffect } from './not-yet.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import { optionOf, readMembers, type KeyReader, type KeyTable } from './read-members.js';
import { integerFrom, listOf, oneOf, orNone, readBoolean, readObject, readText, textLike } from './readers.js';

/** `cacheControl` → `cache_control` */
type SnakeCase<T extends string> = T extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${SnakeCase<Tail>}`
  : '';

const A_YEAR = 31_536_000;
const LARGEST_PAGE = 100_000;

const option = optionOf<ReadOptions>();

/** The keys of a resource in a domain document: Eve's, and every setting that a resource can decide for itself. */
export const RESOURCE_KEYS: KeyTable<ReadOptions> = {
  ...routeKeys(),
  ...ownSettings(),
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
  mongo_prefix: notYet('MONGO', null),
  etag_ignore_fields: option('etagIgnoreFields', orNone(listOf(readText))),
  disable_documentation: notYet(false),
  versioning: notYet(false),
  soft_delete: notYet(false),
  auth_field: notYet(null),
  authentication: onlyPython,
  public_methods: noNames(),
  public_item_methods: noNames(),
  allowed_roles: noNames(),
  allowed_read_roles: noNames(),
  allowed_write_roles: noNames(),
  allowed_item_roles: noNames(),
  allowed_item_read_roles: noNames(),
  allowed_item_write_roles: noNames(),
  _media: notYet([]),
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

function ownSettings() {
  const names = listOf(readText);
  return {
    allow_custom_fields_in_geojson: option('allowCustomFieldsInGeojson', readBoolean),
    allow_unknown: option('allowUnknown', readAllowUnknown),
    allowed_filters: option('allowedFilters', names),
    auto_create_lists: option('autoCreateLists', readBoolean),
    bandwidth_saver: option('bandwidthSaver', readBoolean),
    bulk_enabled: option('bulkEnabled', readBoolean),
    bulk_limit: option('bulkLimit', integerFrom(1, 100_000)),
    cache_control: option('cacheControl', textLike(/^[\x20-\x7e]*$/, 'cache directives such as max-age=20')),
    cache_expires: option('cacheExpires', integerFrom(0, A_YEAR)),
    embedding: option('embedding', readBoolean),
    enforce_if_match: option('enforceIfMatch', readBoolean),
    extra_response_fields: option('extraResponseFields', names),
    hateoas: option('hateoas', readBoolean),
    header_total_count: option('headerTotalCount', textLike(/^[A-Za-z_][\w-]*$/, 'the name of a header')),
    if_match: option('ifMatch', readBoolean),
    merge_nested_documents: option('mergeNestedDocuments', readBoolean),
    mongo_query_blacklist: option('mongoQueryBlacklist', names),
    mongo_query_whitelist: option('mongoQueryWhitelist', names),
    mongo_write_concern: option('mongoWriteConcern', orNone(readWriteConcern)),
    normalize_dotted_fields: option('normalizeDottedFields', readBoolean),
    normalize_on_patch: option('normalizeOnPatch', readBoolean),
    optimize_pagination_for_speed: option('optimizePaginationForSpeed', readBoolean),
    pagination: option('pagination', readBoolean),
    pagination_default: option('paginationDefault', integerFrom(1, LARGEST_PAGE)),
    pagination_limit: option('paginationLimit', integerFrom(1, LARGEST_PAGE)),
    sorting: option('sorting', readBoolean),
    upsert_on_put: option('upsertOnPut', readBoolean),
    validate_filters: option('validateFilters', readBoolean),
    validation_error_as_list: option('validationErrorAsList', readBoolean),
  } satisfies Record<SnakeCase<keyof OwnSettings>, KeyReader<ReadOptions>>;
}

/** Roles and public methods: a list, and none while there is no authentication. */
function noNames(): KeyReader<ReadOptions> {
  const none = notYet([]);
  return (value, place) => (listOf(readText)(value, place) ? none(value, place) : {});
}

function readAllowUnknown(value: unknown, place: DocumentPlace): boolean | undefined {
  if (isPlainObject(value))
    return place.reject('rules for unknown fields are not supported yet; must be true or false');
  return readBoolean(value, place);
}

function readWriteConcern(value: unknown, place: DocumentPlace): WriteConcern | undefined {
  return isWriteConcern(value) ? value : place.rejectValue(value, WRITE_CONCERN);
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
