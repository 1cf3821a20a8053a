import { FOREIGN_PATTERN } from '../lookup/foreign-url-value.js';
import type { UrlParameter, UrlRule } from '../routes/url-rule.js';

/** The parts of a URL → its path in the router's syntax: `people/:person(^(?:[a-f0-9]{24})$)/invoices`. */
export function toRoutePath(rule: UrlRule): string {
  return rule.map((part) => (typeof part === 'string' ? part : toRouteParameter([part]))).join('/');
}

/** A value in the router's syntax, under the name of the first of the fields that can stand there. */
export function toRouteParameter(candidates: readonly Pick<UrlParameter, 'name' | 'pattern'>[]): string {
  const patterns = candidates.map(({ pattern }) => `(?:${pattern})`).join('|');
  return `:${candidates[0]?.name ?? ''}(^(?:${patterns})$)`;
}

/** The same at the end of an item's URL, where also values of other types can stand. */
export function toItemParameter(candidates: readonly UrlParameter[]): string {
  const name = candidates[0]?.name ?? '';
  return toRouteParameter([...candidates, { name, pattern: FOREIGN_PATTERN }]);
}
