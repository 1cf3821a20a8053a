import { notYet } from './not-yet.js';
import type { KeyReader, KeyTable } from './read-members.js';
import { listOf, readText } from './readers.js';

/** Keys of resources that are global settings too, under their names in capitals. */
const BOTH: KeyTable<object> = {
  versioning: notYet(false),
  soft_delete: notYet(false),
  auth_field: notYet(null),
  public_methods: noNames(),
  public_item_methods: noNames(),
  allowed_roles: noNames(),
  allowed_read_roles: noNames(),
  allowed_write_roles: noNames(),
  allowed_item_roles: noNames(),
  allowed_item_read_roles: noNames(),
  allowed_item_write_roles: noNames(),
};

/** The keys of Eve's resources whose features there are not yet, with Eve's defaults. */
export const NOT_YET_KEYS: KeyTable<object> = {
  ...BOTH,
  mongo_prefix: notYet('MONGO', null),
  disable_documentation: notYet(false),
  _media: notYet([]),
};

/** Eve's global settings whose features there are not yet, with Eve's defaults. */
export const NOT_YET_SETTINGS: KeyTable<object> = {
  ...inCapitals(BOTH),
  VERSION_DIFF_INCLUDE: notYet([]),
  VERSION: notYet('_version'),
  LATEST_VERSION: notYet('_latest_version'),
  VERSIONS: notYet('_versions'),
  VERSION_ID_SUFFIX: notYet('_document'),
  VERSION_PARAM: notYet('version'),
  DELETED: notYet('_deleted'),
  SHOW_DELETED_PARAM: notYet('show_deleted'),
  RATE_LIMIT_GET: notYet(null),
  RATE_LIMIT_HEAD: notYet(null),
  RATE_LIMIT_POST: notYet(null),
  RATE_LIMIT_PUT: notYet(null),
  RATE_LIMIT_PATCH: notYet(null),
  RATE_LIMIT_DELETE: notYet(null),
  MONGO_OPTIONS: notYet({ connect: true, tz_aware: true, uuidRepresentation: 'standard' }, {}),
  OPLOG: notYet(false),
  OPLOG_NAME: notYet('oplog'),
  OPLOG_ENDPOINT: notYet(null),
  OPLOG_AUDIT: notYet(true),
  OPLOG_METHODS: notYet(['DELETE', 'POST', 'PATCH', 'PUT']),
  OPLOG_CHANGE_METHODS: notYet(['DELETE', 'PATCH', 'PUT']),
  OPLOG_RETURN_EXTRA_FIELD: notYet(false),
  MEDIA_ENDPOINT: notYet('media'),
  MEDIA_URL: notYet('regex("[a-f0-9]{24}")'),
  MEDIA_BASE_URL: notYet(null),
  EXTENDED_MEDIA_INFO: notYet([]),
  RETURN_MEDIA_AS_BASE64_STRING: notYet(true),
  RETURN_MEDIA_AS_URL: notYet(false),
};

/** Roles and public methods: a list, and none while there is no authentication. */
function noNames(): KeyReader<object> {
  const none = notYet([]);
  return (value, place) => (listOf(readText)(value, place) ? none(value, place) : {});
}

function inCapitals(table: KeyTable<object>): KeyTable<object> {
  return Object.fromEntries(Object.entries(table).map(([key, read]) => [key.toUpperCase(), read]));
}
