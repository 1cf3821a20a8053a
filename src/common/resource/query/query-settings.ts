import { DEFAULT_SETTINGS } from '../../../config/default-settings.js';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../dates/date-format.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { addedFieldsOf } from '../definition/server-fields.js';
import { flagNames, parameterNames, type FlagNames, type ParameterNames } from './query-parameters.js';
import type { Sort } from './sort/sort.js';

/** The operators that conditions on a field, and on what is in it, may use, or may not. */
export interface OperatorRule {
  readonly allowedOperators: readonly string[] | undefined;
  readonly blockedOperators: readonly string[] | undefined;
}

/** The rules of those fields that have any, by dotted path. */
export type OperatorRules = ReadonlyMap<string, OperatorRule>;

/** The queries that a resource allows, and their limits. */
export interface QuerySettings {
  readonly parameters: ParameterNames;
  readonly flags: FlagNames;
  /** `false`: no pages, every document at once (`PAGINATION`). */
  readonly pagination: boolean;
  /** `true`: nothing is counted, so no answer says how many documents there are (`OPTIMIZE_PAGINATION_FOR_SPEED`). */
  readonly optimizePaginationForSpeed: boolean;
  /** Documents on a page when the client names no number (`PAGINATION_DEFAULT`). */
  readonly paginationDefault: number;
  /** Most documents on a page (`PAGINATION_LIMIT`). */
  readonly paginationLimit: number;
  /** Fields that `where` may name, with everything below them; `['*']` is all, `[]` ignores `where` (`ALLOWED_FILTERS`). */
  readonly allowedFilters: readonly string[];
  /** `true`: a value that a field is compared with must satisfy the rules of the field, not only its type (`VALIDATE_FILTERS`). */
  readonly validateFilters: boolean;
  /** The operators that single fields take. */
  readonly operatorRules: OperatorRules;
  /** `false` ignores `sort` (`SORTING`). */
  readonly sorting: boolean;
  /** The order when the client names none. */
  readonly defaultSort: Sort;
  /** `false` ignores `projection` (`PROJECTION`). */
  readonly projection: boolean;
  /** `false` ignores `embedded` (`EMBEDDING`). */
  readonly embedding: boolean;
  /** Operators rejected although they are known (`MONGO_QUERY_BLACKLIST`). */
  readonly blockedOperators: readonly string[];
  /** Operators allowed beyond Eve's list (`MONGO_QUERY_WHITELIST`). */
  readonly extraOperators: readonly string[];
  /** `true`: documents may hold fields that the resource does not declare, so a query may name them (`ALLOW_UNKNOWN`). */
  readonly allowUnknown: boolean;
  /** The fields the server adds to every document. */
  readonly autoFields: readonly FieldDefinition[];
  /** How dates may be written, beside ISO 8601 and RFC 1123 (`DATE_FORMAT`). */
  readonly dates: DateFormat;
  /** Deepest nesting of a `where`. */
  readonly maxDepth: number;
  /** Most conditions, sub-queries and sub-documents in a `where`. */
  readonly maxNodes: number;
  /** Most values in one list (`$in` and its like). */
  readonly maxListLength: number;
  /** Longest regular expression, in characters. */
  readonly maxPatternLength: number;
  /** Largest answer, in bytes. */
  readonly maxAnswerBytes: number;
}

/** The resource a query is about: what it may name and how much it may ask. */
export interface QueryTarget {
  /** The fields a client may see: hidden ones are left out, and so can be named in no parameter. */
  readonly fields: readonly FieldDefinition[];
  readonly settings: QuerySettings;
}

/** A resource that decides nothing for itself, in a service whose settings nobody has changed; and limits that Eve lacks. */
export const DEFAULT_QUERY_SETTINGS: QuerySettings = {
  parameters: parameterNames(DEFAULT_SETTINGS),
  flags: flagNames(DEFAULT_SETTINGS),
  pagination: DEFAULT_SETTINGS.pagination,
  optimizePaginationForSpeed: DEFAULT_SETTINGS.optimizePaginationForSpeed,
  paginationDefault: DEFAULT_SETTINGS.paginationDefault,
  paginationLimit: DEFAULT_SETTINGS.paginationLimit,
  allowedFilters: DEFAULT_SETTINGS.allowedFilters,
  validateFilters: DEFAULT_SETTINGS.validateFilters,
  operatorRules: new Map(),
  sorting: DEFAULT_SETTINGS.sorting,
  defaultSort: [],
  projection: DEFAULT_SETTINGS.projection,
  embedding: DEFAULT_SETTINGS.embedding,
  blockedOperators: DEFAULT_SETTINGS.mongoQueryBlacklist,
  extraOperators: DEFAULT_SETTINGS.mongoQueryWhitelist,
  allowUnknown: DEFAULT_SETTINGS.allowUnknown,
  autoFields: addedFieldsOf(DEFAULT_SETTINGS).map(({ own, type }) => ({ name: own, type })),
  dates: DEFAULT_DATE_FORMAT,
  maxDepth: 10,
  maxNodes: 200,
  maxListLength: 1000,
  maxPatternLength: 200,
  maxAnswerBytes: DEFAULT_SETTINGS.answerLimit,
};
