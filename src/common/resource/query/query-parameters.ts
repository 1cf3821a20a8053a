import type { Settings } from '../../../config/settings.js';

/**
 * The part of an answer that a parameter decides: which documents are in a list and in which order, how each document is shown,
 * which page it is, what a pipeline works with; or nothing, and it is only known by name.
 */
type Subject = 'list' | 'document' | 'page' | 'aggregation' | 'nothing';

interface QueryParameter {
  /** The name that a client writes, by the settings of the service. */
  readonly name: (settings: Settings) => string;
  /** Other APIs' names for it, in lower case and without anything but letters. */
  readonly synonyms: readonly string[];
  readonly subject: Subject;
}

/** The parameters with a value, of which a client can give each once. */
export const PARAMETERS = {
  where: {
    name: ({ queryWhere }) => queryWhere,
    synonyms: ['filter', 'filters', 'q', 'query', 'search'],
    subject: 'list',
  },
  sort: {
    name: ({ querySort }) => querySort,
    synonyms: ['order', 'orderby', 'sortby', 'ordering'],
    subject: 'list',
  },
  projection: {
    name: ({ queryProjection }) => queryProjection,
    synonyms: ['fields', 'select', 'columns'],
    subject: 'document',
  },
  page: {
    name: ({ queryPage }) => queryPage,
    synonyms: ['offset', 'skip', 'pagenumber', 'pageno'],
    subject: 'page',
  },
  maxResults: {
    name: ({ queryMaxResults }) => queryMaxResults,
    synonyms: ['limit', 'perpage', 'pagesize', 'size', 'maxresult', 'pagelimit'],
    subject: 'page',
  },
  embedded: {
    name: ({ queryEmbedded }) => queryEmbedded,
    synonyms: ['embed', 'expand', 'include', 'populate'],
    subject: 'document',
  },
  aggregate: {
    name: ({ queryAggregation }) => queryAggregation,
    synonyms: ['aggregation', 'pipeline'],
    subject: 'aggregation',
  },
  version: { name: () => 'version', synonyms: [], subject: 'document' },
  showDeleted: {
    name: () => 'show_deleted',
    synonyms: ['deleted', 'includedeleted', 'withdeleted'],
    subject: 'nothing',
  },
} as const satisfies Readonly<Record<string, QueryParameter>>;

/** A parameter with a value, as the engine calls it. */
export type ParameterKey = keyof typeof PARAMETERS;

/** The names a client writes in the query string (`QUERY_WHERE` and its siblings). */
export type ParameterNames = Readonly<Record<ParameterKey, string>>;

// `Object.keys` forgets what `satisfies` has checked.
export const PARAMETER_KEYS = Object.keys(PARAMETERS) as readonly ParameterKey[];

/** A parameter that says something by being there, whatever its value; links repeat it. */
interface Flag {
  readonly name: (settings: Settings) => string;
  /** For the OpenAPI document. */
  readonly description: string;
}

export const FLAGS = {
  pretty: { name: () => 'pretty', description: 'Indents the answer, whatever the value.' },
} as const satisfies Readonly<Record<string, Flag>>;

type FlagKey = keyof typeof FLAGS;

// `Object.entries` forgets what `satisfies` has checked.
const FLAG_ENTRIES = Object.entries(FLAGS) as readonly (readonly [FlagKey, Flag])[];

/** The names of the flags that a client can give. */
export type FlagNames = ReadonlyMap<FlagKey, string>;

/** Which flags a query has. */
export type Flags = Readonly<Record<FlagKey, boolean>>;

/** The names of the parameters, by the settings that hold for a resource. */
export function parameterNames(settings: Settings): ParameterNames {
  const names = PARAMETER_KEYS.map((key) => [key, PARAMETERS[key].name(settings)] as const);
  return Object.fromEntries(names) as ParameterNames; // one for each key
}

/** The names of the flags, by the settings that hold for a resource. */
export function flagNames(settings: Settings): FlagNames {
  return new Map(FLAG_ENTRIES.map(([key, { name }]) => [key, name(settings)]));
}

/** The flags among the names of a query's parameters. */
export function flagsAmong(given: readonly string[], names: FlagNames): Flags {
  const flags = FLAG_ENTRIES.map(([key]) => {
    const name = names.get(key);
    return [key, name !== undefined && given.includes(name)] as const;
  });
  return Object.fromEntries(flags) as Flags; // one for each key
}
