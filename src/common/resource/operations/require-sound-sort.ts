import { BadQuery } from '../../errors/api-error.js';
import type { QueryTarget } from '../query/query-settings.js';
import { showName } from '../../text/quote.js';
import { queryScope, resolvePath } from '../query/resolve-path.js';
import type { Sort } from '../query/sort/sort.js';
import type { ResourceStore } from '../store/resource.store.js';

interface SortContext {
  readonly store: Pick<ResourceStore<object>, 'sortsSubDocuments'>;
  readonly queryTarget: QueryTarget;
}

/** Throws `BadQuery` for an order that this database gets wrong: by sub-documents, or by what is in those of a list. */
export async function requireSoundSort({ store, queryTarget }: SortContext, sort: Sort): Promise<void> {
  if (sort.length === 0 || (await store.sortsSubDocuments())) return;
  const { sort: parameter } = queryTarget.settings.parameters;
  const scope = queryScope(queryTarget, parameter);
  for (const [path] of sort) {
    const { field, list } = resolvePath(path, scope);
    if (field?.type !== 'dict' && (list === undefined || list === path || field?.type === 'list')) continue;
    const what = field?.type === 'dict' ? 'sub-documents' : 'what is in the sub-documents of a list';
    throw new BadQuery(parameter, `${parameter}: this database does not sort by ${what}: ${showName(path)}`);
  }
}
