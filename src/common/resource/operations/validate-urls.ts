import type { Validated } from '../validation/validate-document.js';
import { issue } from '../rules/validation-issue.js';
import { validateUrlValue } from '../lookup/validate-url-value.js';
import { memberAt } from '../representation/links/links.js';
import type { ResourceContext } from './resource-context.js';

type UrlContext = Pick<ResourceContext<object>, 'definition' | 'reservedUrls'>;

/** Adds an issue for every document that has a value, to end its URL in, by which no client could come back to it. */
export function validateUrls({ definition, reservedUrls }: UrlContext, validated: readonly Validated[]): void {
  const { item, itemLookup, internalResource } = definition;
  if (!itemLookup || internalResource) return;
  const end = { ...item, reserved: reservedUrls() };
  const place = item.path.split('.');
  for (const { document, issues } of validated) {
    const value = memberAt(document, item.path);
    if (value === undefined || value === null || issues.hasAt(place)) continue;
    const message = validateUrlValue(value, end);
    if (message !== undefined) issues.reportAt(place, issue('custom', message));
  }
}
