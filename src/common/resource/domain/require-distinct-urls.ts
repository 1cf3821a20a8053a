import type { ApiSettings } from '../../../config/api-settings.js';
import type { DomainResource } from './read-resource.js';

type Settings = Pick<ApiSettings, 'schemaEndpoint' | 'urlPrefix' | 'apiVersion'>;

/** Rejects a resource at a URL where something else is already. */
export function requireDistinctUrls(resources: readonly DomainResource[], settings: Settings): void {
  const taken = new Map([[settings.schemaEndpoint, 'SCHEMA_ENDPOINT']]);
  for (const { place, options } of resources) {
    const { name, url = name, internalResource = false } = options;
    if (internalResource) continue;
    const other = isServiceUrl(url, settings) ? 'the service itself' : taken.get(url);
    if (other === undefined) taken.set(url, name);
    else place.at('url').reject(`/${url} is the URL of ${other} already`);
  }
}

/** `/api/` reports what the service offers and how it is. */
function isServiceUrl(url: string, { urlPrefix, apiVersion }: Settings): boolean {
  return urlPrefix === '' && apiVersion === '' && /^api(\/|$)/.test(url);
}
