import type { ReadingPolicy } from '../definition/rules/rule.js';
import { isSubDocument } from './is-sub-document.js';

type MergePolicy = Pick<ReadingPolicy, 'mergeNestedDocuments'>;

/**
 * Applies the changes of a PATCH: sub-documents are merged member by member where the policy says so, everything else is
 * replaced. Neither argument is changed.
 */
export function mergeDocument<T extends object>(original: T, changes: object, policy: MergePolicy): T {
  const merged = { ...original } as Record<string, unknown>; // any object is a record of its members
  for (const [name, value] of Object.entries(changes)) {
    const stored = merged[name];
    const isMerged = policy.mergeNestedDocuments && isSubDocument(stored) && isSubDocument(value);
    merged[name] = isMerged ? mergeDocument(stored, value, policy) : value;
  }
  return merged as T; // T plus validated changes of T's own fields
}
