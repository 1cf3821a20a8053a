import type { StoredDocument } from './document/stored-document.js';

/**
 * The moments of a write at which a feature can act. A hook gives back what is written in place of what it got; it
 * may refuse the request by throwing an `ApiError`. Several hooks run in the order in which they are listed.
 *
 * POST: validated → `beforeInsert` → stamped → inserted.
 * PUT: found, precondition met, validated → `beforeReplace` → stamped → replaced.
 * PATCH: found, precondition met, validated → `beforeUpdate` → merged → stamped → replaced.
 */
export interface ResourceHooks<T extends object> {
  /** @param documents the valid new documents of one request */
  beforeInsert?(documents: readonly T[]): readonly T[] | Promise<readonly T[]>;
  /** @param document the valid new content of `original` */
  beforeReplace?(document: T, original: StoredDocument<T>): T | Promise<T>;
  /** @param changes the valid fields of the PATCH, not yet merged into `original` */
  beforeUpdate?(changes: Partial<T>, original: StoredDocument<T>): Partial<T> | Promise<Partial<T>>;
}
