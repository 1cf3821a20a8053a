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
}

/** Puts a service with these settings in place of the one that runs. */
type Replace = (settings: Settings) => Promise<void>;

/** Milliseconds between two looks at the file: by its date, because editors put another file in its place. */
const INTERVAL = 200;

/** The settings that a running process cannot change any more. */
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
 * Serves the domain document anew when it is asked to, and whenever the document changes where the settings say so. A document
 * with mistakes is not served: they are logged, and the service goes on as it was.
 */
export class Reload {
  private replace: Replace | undefined;
  private isWanted = false;
  private isWorking = false;
  private hasEnded = false;

  constructor(private readonly service: Reloadable) {}

  /** From now on there is a service to replace. */
  begin(replace: Replace): void {
    this.replace = replace;
    const { domainFile, watchDomain } = this.service.settings;
    if (domainFile !== undefined && watchDomain) watchFile(domainFile, { interval: INTERVAL }, this.onChange);
    void this.work();
  }

  /** Asks for a reload, which comes when the one that runs is done and before which nothing more needs to be asked. */
  request(): void {
    this.isWanted = true;
    void this.work();
  }

  /** Begins no reload any more. */
  end(): void {
    this.hasEnded = true;
    if (this.service.settings.domainFile !== undefined) unwatchFile(this.service.settings.domainFile, this.onChange);
  }

  private readonly onChange = ({ nlink }: Stats): void => {
    if (nlink > 0) this.request(); // it is gone for a moment while it is replaced
  };

  private async work(): Promise<void> {
    if (this.isWorking || !this.replace) return;
    this.isWorking = true;
    while (this.isWanted && !this.hasEnded) {
      this.isWanted = false;
      await this.reload(this.replace);
    }
    this.isWorking = false;
  }

  private async reload(replace: Replace): Promise<void> {
    const { settings, logger, readSettings } = this.service;
    const document = String(settings.domainFile);
    try {
      const latest = readSettings();
      for (const name of NEEDS_RESTART) {
        if (latest[name] !== settings[name]) logger.warn(`${toVariable(name)} has changed, which takes a restart.`);
      }
      await replace(latest);
      if (!this.hasEnded) logger.info(`${document} is served now.`);
    } catch (error) {
      if (error instanceof SettingsError) for (const line of error.lines) logger.error(line);
      else logger.error(error);
      logger.error(`${document} cannot be served: the service goes on as it was.`);
    }
  }
}
