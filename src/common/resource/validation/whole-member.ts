import { isSubDocument } from '../../bson/is-sub-document.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { ownMember } from '../../values/own-member.js';
import type { Frame } from '../rules/rule.js';
import { holdsGeometry, mergeDocument } from '../document/merge-document.js';
import { withoutMember } from '../document/without-member.js';

/** A value as its field will hold it: what a PATCH sends of a sub-document, with what is stored of it and stays. */
export function wholeMember(value: unknown, field: FieldDefinition, frame: Frame): unknown {
  const { isChange, policy } = frame;
  if (!isChange || !policy.mergeNestedDocuments || !isSubDocument(value) || holdsGeometry(field)) return value;
  const stored = ownMember(frame.stored, field.name);
  if (!isSubDocument(stored)) return value;
  return mergeDocument(stored, value, { fields: field.fields ?? [], mergeNestedDocuments: true });
}

/** The document that alternatives of a field are validated in: one satisfies a sub-document as a whole, or it does not. */
export function aroundWholeMember(
  document: object,
  field: FieldDefinition,
  frame: Frame,
): { readonly document: object; readonly frame: Frame } {
  const { name } = field;
  const sent = ownMember(document, name);
  const whole = wholeMember(sent, field, frame);
  if (whole === sent) return { document, frame };
  const stored = withoutMember({ ...frame.stored }, name);
  const original = withoutMember({ ...frame.original }, name);
  return { document: { ...document, [name]: whole }, frame: { ...frame, stored, original } };
}
