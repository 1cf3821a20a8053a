import type { Filter } from './where/filter.js';
import type { Embedded } from './parse-embedded.js';
import type { Paging } from './paging/parse-paging.js';
import type { Parameter } from './parse-parameters.js';
import type { Projection } from './projection/parse-projection.js';
import type { Flags } from './query-parameters.js';
import type { QuerySettings } from './query-settings.js';
import type { Sort } from './sort/sort.js';

/** The parameters of a query that links repeat: the client's own words, decoded, as Eve writes them. */
export interface LinkParameters {
  readonly where?: string;
  readonly sort?: string;
  readonly version?: string;
  /** The page size, where it is not the usual one. */
  readonly maxResults?: number;
  /** Every parameter that the engine does not read (`foo`, `pretty`, `show_deleted`, `aggregate`), in the client's order. */
  readonly others: readonly Parameter[];
}

/** A query of one document. */
export interface ItemQuery extends Paging, Flags {
  readonly projection?: Projection;
  readonly embedded?: Embedded;
  readonly links: LinkParameters;
  /** The queries that the resource allows: how the answer is paged, and the names of parameters in its links. */
  readonly settings: QuerySettings;
}

/** A query of a collection. */
export interface ListQuery extends ItemQuery {
  readonly filter?: Filter;
  /** Empty when the client leaves the order to the server. */
  readonly sort: Sort;
}
