import type { ApiSettings } from './api-settings.js';

/** The path under which the API lives, `/api/v1`; empty where that is the root of the service. */
export function apiRoot({ urlPrefix, apiVersion }: Pick<ApiSettings, 'urlPrefix' | 'apiVersion'>): string {
  return [urlPrefix, apiVersion].map((part) => (part === '' ? '' : `/${part}`)).join('');
}
