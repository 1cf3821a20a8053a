import { isSubDocument } from './is-sub-document.js';

/** Applies the changes of a PATCH: sub-documents are merged member by member, everything else is replaced. Neither argument is changed. */
export function mergeDocument<T extends object>(original: T, changes: object): T {
  const merged = { ...original } as Record<string, unknown>; // any object is a record of its members
  for (const [name, value] of Object.entries(changes)) {
    const stored = merged[name];
    merged[name] = isSubDocument(stored) && isSubDocument(value) ? mergeDocument(stored, value) : value;
  }
  return merged as T; // T plus validated changes of T's own fields
}
