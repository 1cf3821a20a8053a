import type { ListQuery } from '../query/list-query.js';

/** What would end a value early in a query string, or change it. */
const BREAKING = /[%&#+\u0000-\u001f]/g;

/**
 * The query string that links of a collection repeat, in Eve's order: what is by default is left out, `projection` and
 * `embedded` are dropped, values are as readable as the client wrote them.
 */
export function toQueryString(query: ListQuery, page: number, defaultMaxResults: number): string {
  const { where, sort, version, others } = query.links;
  const { maxResults } = query;
  return [
    ...(maxResults === defaultMaxResults ? [] : [`max_results=${maxResults}`]),
    ...(where === undefined ? [] : [`where=${escapeValue(where)}`]),
    ...(sort === undefined ? [] : [`sort=${escapeValue(sort)}`]),
    ...(version === undefined ? [] : [`version=${escapeValue(version)}`]),
    ...(page === 1 ? [] : [`page=${page}`]),
    ...others.map(([name, value]) => `${escapeValue(name)}=${escapeValue(value)}`),
  ].join('&');
}

function escapeValue(value: string): string {
  return value.replace(BREAKING, encodeURIComponent);
}
