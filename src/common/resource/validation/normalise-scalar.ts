import { castByDefinition } from '../types/cast-value.js';
import { coerce, NotCoercible } from './coercions.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { canBe, fitsType } from '../types/field-types.js';
import { issueNode, type IssueNode } from '../rules/issue-tree.js';
import type { ReadingPolicy } from '../rules/rule.js';

/** A value trimmed, of its field's type where JSON says so without loss, in a list where one is made for it, and coerced. */
export function normaliseScalar(
  sent: unknown,
  field: FieldDefinition,
  { autoCreateLists, dates }: Pick<ReadingPolicy, 'autoCreateLists' | 'dates'>,
): { value: unknown; issue?: IssueNode } {
  const cast = castByDefinition(field.trim === true && typeof sent === 'string' ? sent.trim() : sent, field, dates);
  const value = autoCreateLists ? toList(cast, field) : cast;
  return field.coerce === undefined ? { value } : coerceValue(value, field);
}

/** A single value for a list → a list of one, unless the field takes it as it is. */
function toList(value: unknown, field: FieldDefinition): unknown {
  return canBe('list', field) && !Array.isArray(value) && !fitsType(value, field) ? [value] : value;
}

/** A coercion that fails leaves the value as it is, and the other rules validate it too. */
function coerceValue(
  value: unknown,
  { name, coerce: coercions = [] }: FieldDefinition,
): { value: unknown; issue?: IssueNode } {
  let coerced = value;
  for (const coercion of [coercions].flat()) {
    const next = coerce(coerced, coercion);
    if (next instanceof NotCoercible) return { value: coerced, issue: issueNode('not_coercible', name, next.reason) };
    coerced = next;
  }
  return { value: coerced };
}
