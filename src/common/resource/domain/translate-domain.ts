import type { Settings } from '../../../config/settings.js';
import { SettingsError } from '../../../config/settings-error.js';
import { findRejectedModels } from './find-rejected-models.js';
import { readGlobalSettings } from './global-settings.js';
import { Findings, DocumentPlace } from './place.js';
import { readObject } from './readers.js';
import { readResource } from './read-resource.js';
import { requireDistinctUrls } from './require-distinct-urls.js';
import { requireTargets } from './require-targets.js';
import { toModel } from './to-model.js';

type Model = new () => object;

/**
 * A domain document → classes that say what decorated ones say; none where the settings name no document.
 * @throws SettingsError with all mistakes, each with its path in the document
 */
export function translateDomain(settings: Settings): readonly Model[] {
  const { domain: file } = settings;
  if (!file) return [];
  const findings = new Findings();
  const root = new DocumentPlace('', findings);
  const defaults = readGlobalSettings(file.settings, root);
  const domain = readObject(file.domain, root.at('DOMAIN')) ?? {};
  if (Object.keys(domain).length === 0 && !settings.builtinResources)
    root.at('DOMAIN').reject('names no resource, so nothing would be served; add one, or set BUILTIN_RESOURCES');
  const resources = Object.entries(domain).map(([name, value]) =>
    readResource(name, value, root.at(name), { defaults, settings }),
  );
  if (!settings.builtinResources) requireTargets(findings, resources);
  requireDistinctUrls(resources, settings);
  if (findings.lines.length > 0) throw new SettingsError(findings.lines);

  const models = resources.map(toModel);
  const rejected = findRejectedModels(models, settings);
  if (rejected.length > 0) throw new SettingsError(rejected);
  return models;
}

/** Mistakes of the domain document that the settings name, each with its path. */
export function findDomainMistakes(settings: Settings): readonly string[] {
  try {
    translateDomain(settings);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
}
