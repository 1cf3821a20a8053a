import type { FieldDefinition } from '../fields/field-definition.js';
import { isOfKind } from '../types/field-types.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { isReordered, keepOrder } from '../../bson/member-order.js';
import { ownMember } from '../../values/own-member.js';
import { setMember } from '../../values/set-member.js';

/** The changes of a document. */
export interface MergeRules {
  /** The declared fields of the document. */
  readonly fields: readonly FieldDefinition[];
  /** `false` replaces sub-documents as well. */
  readonly mergeNestedDocuments: boolean;
}

/**
 * Applies the changes of a PATCH: sub-documents are merged member by member, everything else is replaced, geometries too.
 * Neither argument is changed.
 */
export function mergeDocument<T extends object>(original: T, changes: object, rules: MergeRules): T {
  const { fields, mergeNestedDocuments } = rules;
  const merged = { ...original } as Record<string, unknown>; // any object is a record of its members
  for (const [name, value] of Object.entries(changes)) {
    const stored = ownMember(merged, name);
    const field = fields.find((one) => one.name === name);
    const isMerged = mergeNestedDocuments && isSubDocument(stored) && isSubDocument(value) && !holdsGeometry(field);
    setMember(merged, name, isMerged ? mergeDocument(stored, value, { ...rules, fields: field?.fields ?? [] }) : value);
  }
  keepOrder(isReordered(original) ? original : changes, merged);
  return merged as T; // T plus validated changes of T's own fields
}

/** Whether a field holds a geometry: the members of two together are none. */
export function holdsGeometry({ type }: Partial<FieldDefinition> = {}): boolean {
  return typeof type === 'string' && isOfKind(type, 'geometry');
}
