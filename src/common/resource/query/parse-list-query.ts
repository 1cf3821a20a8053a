import { BadQuery } from '../../errors/api-error.js';
import { remembered } from '../../remembered.js';
import type { ItemQuery, LinkParameters, ListQuery } from './list-query.js';
import { parseEmbedded } from './parse-embedded.js';
import { defaultMaxResults, parsePaging } from './paging/parse-paging.js';
import { type Parameter, parseParameters } from './parse-parameters.js';
import { parseProjection } from './projection/parse-projection.js';
import { parseSort } from './sort/parse-sort.js';
import { parseWhere } from './where/parse-where.js';
import { flagsAmong, PARAMETERS, type ParameterKey } from './query-parameters.js';
import type { QuerySettings, QueryTarget } from './query-settings.js';
import { requireNoTypo } from './require-no-typo.js';
import { showName } from '../../text/quote.js';

/** The parameters that are read here; what is for an aggregation alone, or for nothing, is known by name and repeated in links. */
type ReadKey = {
  [Key in ParameterKey]: (typeof PARAMETERS)[Key]['subject'] extends 'aggregation' | 'nothing' ? never : Key;
}[ParameterKey];

interface Asked {
  /** The parameters' values; one without a value is as none. */
  readonly texts: Partial<Record<ReadKey, string>>;
  readonly others: readonly Parameter[];
}

const NO_SORT: ListQuery['sort'] = [];
const NO_LINKS: LinkParameters = { others: [] };

/** Reads the raw query string of a collection: the whole question, or `BadQuery` with the parameter that asks the impossible. */
export function parseListQuery(rawQueryString: string, target: QueryTarget): ListQuery {
  const { settings } = target;
  if (rawQueryString === '') return askNothing(settings);
  const asked = readParameters(rawQueryString, target);
  const { where, sort } = asked.texts;
  const item = toItemQuery(asked, target);
  const isFiltered = where !== undefined && settings.allowedFilters.length > 0;
  return {
    ...item,
    sort: sort !== undefined && settings.sorting ? parseSort(sort, target) : NO_SORT,
    ...(isFiltered ? { filter: parseWhere(where, settings) } : {}),
  };
}

/** Reads the raw query string of an item: `where`, `sort` and paging say nothing about it, and go into its links as they are. */
export function parseItemQuery(rawQueryString: string, target: QueryTarget): ItemQuery {
  if (rawQueryString === '') return askNothing(target.settings);
  return toItemQuery(readParameters(rawQueryString, target), target);
}

const nothingAsked = new WeakMap<QuerySettings, ListQuery>();

/** Most requests ask nothing, and should not pay for it: they share one question. */
function askNothing(settings: QuerySettings): ListQuery {
  return remembered(nothingAsked, settings, () => {
    const maxResults = defaultMaxResults(settings);
    const links = isUsual(maxResults, settings) ? NO_LINKS : { ...NO_LINKS, maxResults };
    return { page: 1, maxResults, sort: NO_SORT, ...flagsAmong([], settings.flags), links, settings };
  });
}

/** Links leave the usual page size out. A limit below it is one that shows. */
function isUsual(maxResults: number, { pagination, paginationDefault }: QuerySettings): boolean {
  return maxResults === (pagination ? paginationDefault : 0);
}

function toItemQuery({ texts, others }: Asked, target: QueryTarget): ItemQuery {
  const { settings } = target;
  const { projection, embedded, page, maxResults } = texts;
  const paging = parsePaging(page, maxResults, settings);
  return {
    ...paging,
    settings,
    ...flagsAmong(
      others.map(([name]) => name),
      settings.flags,
    ),
    links: {
      ...toLinkParameters({ texts, others }, settings),
      ...(isUsual(paging.maxResults, settings) ? {} : { maxResults: paging.maxResults }),
    },
    ...(projection !== undefined && settings.projection ? { projection: parseProjection(projection, target) } : {}),
    ...(embedded !== undefined && settings.embedding ? { embedded: parseEmbedded(embedded, settings) } : {}),
  };
}

/** A parameter that had no effect is not repeated in links either. */
function toLinkParameters({ texts, others }: Asked, { allowedFilters, sorting }: QuerySettings): LinkParameters {
  const { where, sort, version } = texts;
  return {
    others,
    ...(where === undefined || allowedFilters.length === 0 ? {} : { where }),
    ...(sort === undefined || !sorting ? {} : { sort }),
    ...(version === undefined ? {} : { version }),
  };
}

function readParameters(rawQueryString: string, target: QueryTarget): Asked {
  const texts: Partial<Record<ReadKey, string>> = {};
  const others: Parameter[] = [];
  const seen = new Set<string>();
  for (const parameter of parseParameters(rawQueryString)) {
    const [name, value] = parameter;
    const key = findKey(name, target.settings);
    if (key === undefined) requireNoTypo(name, target);
    else if (seen.has(name)) throw new BadQuery(name, `Repeated query parameter: ${showName(name)}`);
    else seen.add(name);
    if (key === undefined || !isRead(key)) others.push(parameter);
    else if (value !== '') texts[key] = value;
  }
  return { texts, others };
}

function findKey(name: string, { parameters }: QuerySettings): ParameterKey | undefined {
  for (const key in parameters) {
    // A `for in` forgets the type of the keys.
    if (parameters[key as ParameterKey] === name) return key as ParameterKey;
  }
  return undefined;
}

function isRead(key: ParameterKey): key is ReadKey {
  const { subject } = PARAMETERS[key];
  return subject !== 'aggregation' && subject !== 'nothing';
}
