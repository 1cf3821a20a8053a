import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { splitMongoUri } from './split-mongo-uri.js';
import { SettingsError } from './settings-error.js';

/** A domain document as it was written: Eve's settings, and the resources they are for. */
export interface DomainFile {
  /** Where it was read from. */
  readonly path: string;
  /** Eve's global settings by their upper-case names, the database as MONGO_URI; values as JSON has them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The content of `DOMAIN`, as it stands there. */
  readonly domain: unknown;
}

/**
 * Reads a domain document, in YAML or JSON (which is YAML): one object with `DOMAIN`, and Eve's global settings beside it.
 * @throws SettingsError for a file that cannot be read, or is no such object
 */
export function readDomainFile(path: string): DomainFile {
  const document = parseText(path, readText(path));
  if (typeof document !== 'object' || document === null || Array.isArray(document) || !('DOMAIN' in document)) {
    throw new SettingsError([`${path}: must be one object with the resources under DOMAIN`]);
  }
  const { DOMAIN: domain, ...settings } = document;
  const { mongoUri, others, mistakes } = splitMongoUri(settings);
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return { path, settings: mongoUri === undefined ? others : { MONGO_URI: mongoUri, ...others }, domain };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError([`DOMAIN_FILE cannot be read: ${(error as Error).message}`]);
  }
}

function parseText(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new SettingsError([`${path}: ${(error as Error).message}`]);
  }
}
