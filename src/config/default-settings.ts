import { settingsOf } from './setting-definition.js';
import { Settings } from './settings.js';

/** The settings where nobody gives any: each has the default that its declaration names. */
export const DEFAULT_SETTINGS: Settings = defaultSettings();

function defaultSettings(): Settings {
  const settings = new Settings();
  for (const { property, defaultText, parse } of settingsOf(Settings)) {
    const text = defaultText({});
    const value = text === undefined ? undefined : parse(text);
    Object.defineProperty(settings, property, { value, enumerable: true });
  }
  return settings;
}
