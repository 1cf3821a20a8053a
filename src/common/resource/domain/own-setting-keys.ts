import { ApiSettings, OWN_SETTINGS, type OwnSettings } from '../../../config/api-settings.js';
import { settingsOf } from '../../../config/setting-definition.js';
import { isWriteConcern, WRITE_CONCERN, type WriteConcern } from '../../../config/write-concern.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import { optionOf, type KeyTable } from './read-members.js';
import { orNone, readBoolean, readerOf, textLike, type Reader } from './readers.js';

const option = optionOf<ReadOptions>();

/** The readers of settings that a document may write as the environment cannot, or that are named in other words there. */
const OWN_READERS: { readonly [Name in keyof OwnSettings]?: Reader<NonNullable<OwnSettings[Name]>> } = {
  allowUnknown: readAllowUnknown,
  cacheControl: textLike(/^[\x20-\x7e]*$/, 'cache directives such as max-age=20'),
  headerTotalCount: textLike(/^[A-Za-z_][\w-]*$/, 'the name of a header'),
  mongoWriteConcern: orNone(readWriteConcern),
};

/** A key for each setting that a resource can decide for itself: its environment variable in lower case. */
export const OWN_SETTING_KEYS: KeyTable<ReadOptions> = ownSettingKeys();

function ownSettingKeys(): KeyTable<ReadOptions> {
  const byProperty = new Map(settingsOf(ApiSettings).map((setting) => [setting.property, setting]));
  const keys = OWN_SETTINGS.flatMap((name) => {
    const setting = byProperty.get(name);
    if (!setting) return []; // each of them is one
    const read = (OWN_READERS[name] ?? readerOf(setting)) as Reader<never>; // of values of that very setting
    return [[setting.variable.toLowerCase(), option(name, read)] as const];
  });
  return Object.fromEntries(keys);
}

function readAllowUnknown(value: unknown, place: DocumentPlace): boolean | undefined {
  if (isPlainObject(value))
    return place.reject('rules for unknown fields are not supported yet; must be true or false');
  return readBoolean(value, place);
}

function readWriteConcern(value: unknown, place: DocumentPlace): WriteConcern | undefined {
  return isWriteConcern(value) ? value : place.rejectValue(value, WRITE_CONCERN);
}
