import { settingsOf } from '../../../config/setting-definition.js';
import { Settings } from '../../../config/settings.js';
import { notYet, withoutEffect } from './not-yet.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import { readMembers, type KeyTable } from './read-members.js';
import type { Members } from '../../values/members.js';
import { RESOURCE_KEYS } from './resource-keys.js';

/** The options of resources that have none themselves, where a resource class has other defaults than Eve. */
const EVE_DEFAULTS: Partial<ReadOptions> = { resourceMethods: ['GET'], itemMethods: ['GET'] };

/** Eve's global settings that a resource class decides for itself: in a document they are what its resources start from. */
export const ROUTE_SETTINGS = [
  'RESOURCE_METHODS',
  'ITEM_METHODS',
  'ITEM_LOOKUP',
  'ITEM_LOOKUP_FIELD',
  'ITEM_URL',
  'INTERNAL_RESOURCE',
  'ID_FIELD',
];

/** Eve's global settings that the service does not have, with Eve's defaults. */
export const OTHER_SETTINGS: KeyTable<object> = {
  ...versions(),
  ...authentication(),
  ...operationLog(),
  ...media(),
  VERSIONING: notYet(false),
  VERSION_DIFF_INCLUDE: notYet([]),
  SOFT_DELETE: notYet(false),
  RATE_LIMIT_GET: notYet(null),
  RATE_LIMIT_HEAD: notYet(null),
  RATE_LIMIT_POST: notYet(null),
  RATE_LIMIT_PUT: notYet(null),
  RATE_LIMIT_PATCH: notYet(null),
  RATE_LIMIT_DELETE: notYet(null),
  MONGO_OPTIONS: notYet({ connect: true, tz_aware: true, uuidRepresentation: 'standard' }, {}),
  QUERY_OBJECTID_AS_STRING: withoutEffect, // values are always cast by the schema
  STANDARD_ERRORS: withoutEffect, // every error has the standard form
  DEBUG: withoutEffect, // mistakes are always reported
  ITEM_CACHE_CONTROL: withoutEffect, // Eve does not read it either
  TESTING: withoutEffect,
};

function versions(): KeyTable<object> {
  return {
    VERSION: notYet('_version'),
    LATEST_VERSION: notYet('_latest_version'),
    VERSIONS: notYet('_versions'),
    VERSION_ID_SUFFIX: notYet('_document'),
    VERSION_PARAM: notYet('version'),
    DELETED: notYet('_deleted'),
    SHOW_DELETED_PARAM: notYet('show_deleted'),
  };
}

function authentication(): KeyTable<object> {
  return {
    AUTH_FIELD: notYet(null),
    PUBLIC_METHODS: notYet([]),
    PUBLIC_ITEM_METHODS: notYet([]),
    ALLOWED_ROLES: notYet([]),
    ALLOWED_READ_ROLES: notYet([]),
    ALLOWED_WRITE_ROLES: notYet([]),
    ALLOWED_ITEM_ROLES: notYet([]),
    ALLOWED_ITEM_READ_ROLES: notYet([]),
    ALLOWED_ITEM_WRITE_ROLES: notYet([]),
  };
}

/** Settings of a log that is not kept change nothing. */
function operationLog(): KeyTable<object> {
  return {
    OPLOG: notYet(false),
    OPLOG_NAME: notYet('oplog'),
    OPLOG_ENDPOINT: notYet(null),
    OPLOG_AUDIT: notYet(true),
    OPLOG_METHODS: notYet(['DELETE', 'POST', 'PATCH', 'PUT']),
    OPLOG_CHANGE_METHODS: notYet(['DELETE', 'PATCH', 'PUT']),
    OPLOG_RETURN_EXTRA_FIELD: notYet(false),
  };
}

function media(): KeyTable<object> {
  return {
    MEDIA_ENDPOINT: notYet('media'),
    MEDIA_URL: notYet('regex("[a-f0-9]{24}")'),
    MEDIA_BASE_URL: notYet(null),
    EXTENDED_MEDIA_INFO: notYet([]),
    RETURN_MEDIA_AS_BASE64_STRING: notYet(true),
    RETURN_MEDIA_AS_URL: notYet(false),
  };
}

/** The settings beside `DOMAIN`, for all resources. Those that the service has itself are read by `config/`. */
export function readGlobalSettings(settings: Members, place: DocumentPlace): Partial<ReadOptions> {
  const table: KeyTable<ReadOptions> = { ...ownSettings(), ...OTHER_SETTINGS, ...routeSettings() };
  return { ...EVE_DEFAULTS, ...readMembers(settings, { table, place, what: 'setting' }) };
}

function ownSettings(): KeyTable<object> {
  const own = settingsOf(Settings).filter(({ property }) => property !== 'domainFile');
  return Object.fromEntries(own.map(({ eveName }) => [eveName, withoutEffect]));
}

function routeSettings(): KeyTable<ReadOptions> {
  const known = ROUTE_SETTINGS.flatMap((name) => {
    const read = RESOURCE_KEYS[name.toLowerCase()];
    return read ? [[name, read] as const] : [];
  });
  return Object.fromEntries(known);
}
