import { settingsOf } from '../../../config/setting-definition.js';
import { Settings } from '../../../config/settings.js';
import { withoutEffect } from './not-yet.js';
import { NOT_YET_SETTINGS } from './not-yet-keys.js';
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

/** Eve's global settings that the service does not have. */
export const OTHER_SETTINGS: KeyTable<object> = {
  ...NOT_YET_SETTINGS,
  QUERY_OBJECTID_AS_STRING: withoutEffect, // values are always cast by the schema
  STANDARD_ERRORS: withoutEffect, // every error has the standard form
  DEBUG: withoutEffect, // mistakes are always reported
  ITEM_CACHE_CONTROL: withoutEffect, // Eve does not read it either
  TESTING: withoutEffect,
};

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
