import { BadQuery } from '../../../errors/api-error.js';
import type { QuerySettings } from '../query-settings.js';
import { showName } from '../../../text/quote.js';

/** Rejects a `where` on a field that `allowedFilters` holds neither itself nor by a parent. */
export function requireAllowedFilter(path: string, { allowedFilters, parameters }: QuerySettings): void {
  const isAllowed = allowedFilters.some(
    (allowed) => allowed === '*' || path === allowed || path.startsWith(`${allowed}.`),
  );
  if (!isAllowed) throw new BadQuery(parameters.where, `filter on '${showName(path)}' not allowed`);
}
