/** What a resource lets its clients ask, where it differs from the rest of the service; Eve's names, in camel case. */
export interface QueryOptions {
  /** Fields that `where` may name, with everything below them; `['*']` is all, `[]` ignores `where`. */
  readonly allowedFilters?: readonly string[];
  /** A value that a field is compared with must satisfy the rules of the field. */
  readonly validateFilters?: boolean;
  /** Operators that `where` may use beyond the usual ones. */
  readonly mongoQueryWhitelist?: readonly string[];
  /** Operators that `where` may not use; `$where` is never allowed. */
  readonly mongoQueryBlacklist?: readonly string[];
  /** `false` ignores `sort`, and the resource's own `defaultSort`. */
  readonly sorting?: boolean;
  /** `false` ignores the `projection` of clients (Eve's `projection: False`); the resource's own stays. */
  readonly projecting?: boolean;
  /** `false` ignores `embedded`; `embeddedFields` stay. */
  readonly embedding?: boolean;
  /** `false`: no pages, every document in one answer; for collections that stay small. */
  readonly pagination?: boolean;
  /** Most documents on a page. */
  readonly paginationLimit?: number;
  /** Documents on a page when the client names no number. */
  readonly paginationDefault?: number;
  /** Nothing is counted: no answer says how many documents there are, and every page links to a next one. */
  readonly optimizePaginationForSpeed?: boolean;
}
