import type { StoredDocument } from './document/stored-document.js';

/**
 * The moments of a write at which a feature can act. A hook gives back what is written in place of what it got; it
 * may refuse the request by throwing an `ApiError`. Several hooks run in the order in which they are listed.
 *
 * POST: validated → `beforeInsert` → stamped → inserted.
 * PUT: found, precondition met, validated → `beforeReplace` → stamped → replaced.
 * PATCH: found, precondition met, validated → merged → `beforeUpdate` → stamped → replaced.
 */
export interface ResourceHooks<T extends object> {
  /** @param documents the valid new documents of one request */
  beforeInsert?(documents: readonly T[]): readonly T[] | Promise<readonly T[]>;
  /** @param document the valid new content of `original` */
  beforeReplace?(document: T, original: StoredDocument<T>): T | Promise<T>;
  /** @param document `original` with the changes of the PATCH merged into it */
  beforeUpdate?(document: T, update: Update<T>): T | Promise<T>;
}

/** What a PATCH starts from, and the valid fields it brings. */
export interface Update<T extends object> {
  readonly original: StoredDocument<T>;
  readonly changes: Partial<T>;
}
