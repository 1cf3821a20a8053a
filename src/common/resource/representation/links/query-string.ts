import type { ItemQuery } from '../../query/list-query.js';

/** Characters that would end a value early in a query string, or change it. */
const BREAKING = /[%&#+\u0000-\u001f]/g;

/**
 * The query string that links of a collection repeat, in Eve's order: what is by default is left out, `projection` and
 * `embedded` are dropped, values are as readable as the client wrote them.
 */
export function toQueryString({ links, settings: { parameters: names } }: ItemQuery, page: number): string {
  const { maxResults, where, sort, version, others } = links;
  return [
    ...(maxResults === undefined ? [] : [`${names.maxResults}=${maxResults}`]),
    ...(where === undefined ? [] : [`${names.where}=${escapeValue(where)}`]),
    ...(sort === undefined ? [] : [`${names.sort}=${escapeValue(sort)}`]),
    ...(version === undefined ? [] : [`${names.version}=${escapeValue(version)}`]),
    ...(page === 1 ? [] : [`${names.page}=${page}`]),
    ...others.map(([name, value]) => `${escapeValue(name)}=${escapeValue(value)}`),
  ].join('&');
}

function escapeValue(value: string): string {
  return value.replace(BREAKING, encodeURIComponent);
}
