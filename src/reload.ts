import { unwatchFile, watchFile, type Stats } from 'node:fs';
import type { Logger } from 'pino';
import { toVariable } from './config/setting-definition.js';
import { SettingsError } from './config/settings-error.js';
import type { Settings } from './config/settings.js';

/** A service that can go on with other settings. */
interface Reloadable {
  /** Those it was started with. */
  readonly settings: Settings;
  readonly logger: Logger;
  /** Reads the settings again. Throws SettingsError. */
  readonly readSettings: () => Settings;
  /** Puts a service with these settings in place of the one that runs. */
  readonly replace: (settings: Settings) => Promise<void>;
}

/** Milliseconds between two looks at the file: by its date, because editors put another file in its place. */
const INTERVAL = 200;

/** What a running process cannot change any more. */
const NEEDS_RESTART = [
  'port',
  'host',
  'mongoUri',
  'embeddedMongo',
  'mongodBinary',
  'dataDir',
  'cacheDir',
  'logLevel',
] as const;

/**
 * Serves the domain document anew whenever it changes, where the settings say so. A document with mistakes is not served:
 * they are logged, and the service goes on as it was.
 * @returns what ends the watching
 */
export function reloadOnChange(service: Reloadable): () => Promise<void> {
  const { domainFile, watchDomain } = service.settings;
  if (domainFile === undefined || !watchDomain) return async () => Promise.resolve();
  let reloading = Promise.resolve();
  const onChange = ({ nlink }: Stats): void => {
    if (nlink > 0) reloading = reloading.then(() => reload(service)); // it is gone for a moment while it is replaced
  };
  watchFile(domainFile, { interval: INTERVAL }, onChange);
  return async () => {
    unwatchFile(domainFile, onChange);
    await reloading;
  };
}

async function reload({ settings, logger, readSettings, replace }: Reloadable): Promise<void> {
  try {
    const latest = readSettings();
    for (const name of NEEDS_RESTART) {
      if (latest[name] !== settings[name]) logger.warn(`${toVariable(name)} has changed, which takes a restart.`);
    }
    await replace(latest);
    logger.info(`${String(settings.domainFile)} has changed and is served now.`);
  } catch (error) {
    if (error instanceof SettingsError) for (const line of error.lines) logger.error(line);
    else logger.error(error);
    logger.error(`${String(settings.domainFile)} has changed and cannot be served: the service goes on as it was.`);
  }
}
